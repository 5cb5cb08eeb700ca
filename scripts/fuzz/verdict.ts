import { securityHeaders } from '../../gateway/security-headers.ts';
import type { Exchanged } from './exchange.ts';
import type { HostileInput } from './hostile-input.ts';
import { closeCodeOf, framesOf } from './socket-frame.ts';

/** What no client may read: traces, places, libraries, queries to the database, the language's own complaints. */
const internals: readonly RegExp[] = [
  /\bat [^\n"]{1,200}:\d+:\d+/,
  /node_modules|file:\/\/|\.[cm]?[jt]s:\d+/,
  /\/(?:home|root|tmp|usr|var|opt|app|work)\/[\w.-]+/,
  /\b(?:prisma|fastify|FST_\w+|graphql-yoga|ioredis|graphql-ws|graphql-js|hive|undici|node:[a-z_]+)\b/i,
  /\b(?:ECONN\w+|EPIPE|ENOENT|ENOTFOUND|ERR_[A-Z_]+|HPE_[A-Z_]+|P[12]0\d\d)\b/,
  /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM) ["\w*]/,
  /\b(?:Type|Range|Reference|Aggregate)Error\b|is not a function|Cannot read propert|undefined is not/,
  /in JSON at position|Unexpected token|Maximum call stack/,
  /postgres(?:ql)?:\/\/|DATABASE_URL|SESSION_SECRET|process\.env/,
  /Did you mean/,
];

/** What a WebSocket is closed with when something broke on our side. A code that the client closed with is sent back. */
const brokenCodes: ReadonlySet<number> = new Set([1011, 1014, 4500]);

/** Why a status of a server's fault is right: the edge is full, or something was asked for too long. */
const documentedFailures: ReadonlySet<number> = new Set([503, 504]);

/**
 * What is wrong with how an input was answered.
 * @param secrets texts of this very process that no answer may hold
 * @returns empty when all is well
 */
export function faultsOf(
  input: HostileInput,
  { answer, hung }: Exchanged,
  secrets: readonly string[],
): string[] {
  if (hung) return ['neither answered nor closed in time'];
  // Who ends a request in its middle, or speaks no HTTP, is owed nothing.
  if (answer === null) return input.endsEarly ? [] : ['closed without an answer'];
  if (answer.status === 101) return socketFaults(input, answer.body, secrets);
  const faults: string[] = [];
  if (answer.status >= 500 && !documentedFailures.has(answer.status)) faults.push(`status ${answer.status}`);
  for (const [name, value] of Object.entries({ ...securityHeaders, 'x-request-id': null })) {
    const given = answer.headers.get(name);
    if (given === undefined || given === '') faults.push(`status ${answer.status} without ${name}`);
    else if (value !== null && given !== value) faults.push(`another ${name} than the usual one`);
  }
  const heads = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return [...faults, ...leaksIn(input, `${heads}\n${answer.body.toString()}`, secrets)];
}

function socketFaults(input: HostileInput, bytes: Buffer, secrets: readonly string[]): string[] {
  const frames = framesOf(bytes);
  const code = closeCodeOf(frames);
  const faults = code !== null && brokenCodes.has(code) ? [`closed with ${code}`] : [];
  const text = frames.map(({ payload }) => payload.toString()).join('\n');
  return [...faults, ...leaksIn(input, text, secrets)];
}

/** An answer may repeat what it was sent; all else that looks like a thing from inside is a leak. */
function leaksIn(input: HostileInput, text: string, secrets: readonly string[]): string[] {
  const faults = secrets.filter((secret) => text.includes(secret)).map(() => 'tells a secret');
  // A defect under a status of success.
  if (text.includes('INTERNAL_SERVER_ERROR')) faults.push('INTERNAL_SERVER_ERROR');
  for (const pattern of internals) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined && !input.bytes.includes(found)) faults.push(`tells "${found.slice(0, 80)}"`);
  }
  return faults;
}
