import { isDeepStrictEqual } from 'node:util';
import { type ExecutionResult, GraphQLError, parse, validate } from 'graphql';
import * as z from 'zod';
import { startDeadline } from '../../gateway/deadline.ts';
import { isEventStream } from '../../gateway/execute/events.ts';
import type { Executor } from '../../gateway/execute/executor.ts';
import { makeFederatedExecutor } from '../../gateway/execute/federated.ts';
import { makeHttpSubgraph } from '../../gateway/subgraph.http.ts';
import { makeSubgraphs } from '../../gateway/subgraphs.ts';
import { supergraphOf } from '../../gateway/supergraph.transform.ts';
import type { Supergraph } from '../../gateway/supergraph.ts';
import { serviceUrls } from './service-urls.ts';

const operationTimeoutMs = 10_000;

const idsJson = z.array(z.string());
const testsJson = z.array(
  z.object({
    query: z.string(),
    expected: z.object({ data: z.unknown().optional(), errors: z.unknown().optional() }),
  }),
);

type AuditTest = z.infer<typeof testsJson>[number];

/** How one suite went: an entry for each test, null where it passed, else what was wrong. */
export type SuiteReport = { id: string; outcomes: (string | null)[] };

/** The suites of an audit server, in its order (graphql-hive/federation-gateway-audit). */
export async function suiteIds(url: string): Promise<string[]> {
  return idsJson.parse(await (await answerOf(`${url}/ids`)).json());
}

/**
 * Runs one suite: a gateway from its supergraph, over its services by HTTP, is asked each of its queries.
 * @throws Error when the server does not give the suite
 */
export async function auditSuite(url: string, id: string): Promise<SuiteReport> {
  const sdl = await (await answerOf(`${url}/${id}/supergraph`)).text();
  const tests = testsJson.parse(await (await answerOf(`${url}/${id}/tests`)).json());
  const supergraph = supergraphOf(sdl);
  const subgraphs = makeSubgraphs(serviceUrls(sdl).map(({ name, url: at }) => makeHttpSubgraph(name, at)));
  const outcomes: SuiteReport['outcomes'] = [];
  try {
    const executor = await makeFederatedExecutor(supergraph, subgraphs, {
      eventTimeoutMs: operationTimeoutMs,
      onCall: () => {},
    });
    for (const test of tests) outcomes.push(difference(await answered(supergraph, executor, test), test));
  } finally {
    await subgraphs.close();
  }
  return { id, outcomes };
}

async function answerOf(url: string): Promise<Response> {
  const answer = await fetch(url, { headers: { accept: 'application/json, text/plain;q=0.9, */*;q=0.8' } });
  if (!answer.ok) throw new Error(`${url} answered with status ${answer.status}`);
  return answer;
}

async function answered(
  { publicSchema }: Supergraph,
  executor: Executor,
  { query }: AuditTest,
): Promise<ExecutionResult> {
  const { signal, lift } = startDeadline(operationTimeoutMs, new AbortController().signal);
  try {
    const document = parse(query, { noLocation: true });
    const errors = validate(publicSchema, document);
    if (errors.length > 0) return { errors };
    const caller = { kind: 'ANONYMOUS', id: 'audit', scopes: [] } as const;
    const result = await executor(document, {}, { caller, requestId: 'audit', signal });
    if (isEventStream(result)) throw new Error('The audit asks for no subscriptions');
    return result;
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError(String(error))] };
  } finally {
    lift();
  }
}

/** As the audit compares: data as a whole; whether there are errors, only where the test says so. */
function difference({ data, errors }: ExecutionResult, { query, expected }: AuditTest): string | null {
  const given = asJson(data);
  const hasErrors = (errors ?? []).length > 0;
  const isSame =
    isDeepStrictEqual(given, asJson(expected.data)) &&
    (typeof expected.errors !== 'boolean' || expected.errors === hasErrors);
  if (isSame) return null;
  const messages = (errors ?? []).map(({ message, path }) => `${path?.join('.') ?? ''}: ${message}`);
  return [
    query.replace(/\s+/g, ' ').trim(),
    `expected ${JSON.stringify(expected)}`,
    `received ${JSON.stringify({ data: given, errors: messages })}`,
  ].join('\n');
}

function asJson(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data ?? null));
}
