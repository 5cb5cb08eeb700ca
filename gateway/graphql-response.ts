import type { GraphQLError } from 'graphql';
import { httpStatusOf } from '../services/shared/errors.ts';
import type { PromiseOrValue } from '../services/shared/promise-or-value.ts';
import { answeredFromCache } from './cache-headers.ts';
import { challengeOf } from './challenge.ts';
import { sendKept, sendOnce } from './encoded-body.ts';
import { RawResult } from './execute/raw-result.ts';
import { type OperationOutcome, unsafeMethod } from './operation.ts';
import type { Asked, Reply } from './reply.ts';
import { codeOf } from './stages/mask.ts';

/** The two forms of a single result: the older one says 200 to every operation that could be read. */
type ResultType = 'application/json' | 'application/graphql-response+json';

const tagSuffix: Readonly<Record<ResultType, string>> = {
  'application/json': '',
  'application/graphql-response+json': '-r',
};

/** What an answer is given back as, by media type; "none" when the client takes nothing that we have. */
const forms: ReadonlyMap<string, ResultType> = new Map([
  ['*/*', 'application/json'],
  ['application/*', 'application/json'],
  ['application/json', 'application/json'],
  ['application/graphql-response+json', 'application/graphql-response+json'],
]);

const kept = new Map<string, ResultType | null>();
const mostKept = 200;

/**
 * The form of a single result that a client takes: the first one in its `Accept` that we have; `q` is not read.
 * @returns null when it takes none
 * @see GraphQL over HTTP, draft of the GraphQL Foundation, "Response Format"
 */
export function acceptedForm(accept: string | undefined): ResultType | null {
  if (accept === undefined || accept === '') return 'application/json';
  const known = kept.get(accept);
  if (known !== undefined) return known;
  const form = readForm(accept);
  // Clients send a handful of these; one that makes up new ones must not fill the memory.
  if (kept.size < mostKept) kept.set(accept, form);
  return form;
}

function readForm(accept: string): ResultType | null {
  for (const range of accept.toLowerCase().replaceAll(/\s/g, '').split(',')) {
    const [type = '', ...parameters] = range.split(';');
    const charset = parameters.find((parameter) => parameter.startsWith('charset='));
    const form = forms.get(type);
    if (form && (charset === undefined || charset === 'charset=utf-8')) return form;
  }
  return null;
}

/** The type of a refusal before there is a result. */
export function errorType(accept: string | undefined): string {
  return `${acceptedForm(accept) ?? 'application/json'}; charset=utf-8`;
}

/** Sends a single result in the form that the client takes. Returns at once when it is sent. */
export function sendResult(
  request: Asked,
  reply: Reply,
  { result, cached, operation }: OperationOutcome,
): PromiseOrValue<void> {
  const form = acceptedForm(request.headers.accept);
  if (form === null) {
    refuseForm(reply);
    return;
  }
  // What the answer hangs on beside the address: its form, and whose page may read it.
  reply.header('vary', 'Origin, Accept, Accept-Encoding').type(`${form}; charset=utf-8`);
  if (cached) {
    // What one caller may ask for in its own words, another may not; trusted documents are for everybody.
    if (cached.scope === 'PUBLIC' && operation?.trusted) reply.kept = { answer: cached, operation };
    const isSent = answeredFromCache(request, reply, cached, tagSuffix[form]);
    return isSent ? undefined : sendKept(request, reply, cached);
  }
  if (result.errors && !result.data) {
    reply.code(statusOf(result.errors, form, result.data === null));
    const challenge = result.errors.map(challengeOf).find((text) => text !== null);
    if (challenge) reply.header('www-authenticate', challenge);
    if (result.errors.some(isUnsafe)) reply.header('allow', 'POST');
  }
  const json = result instanceof RawResult ? result.json : JSON.stringify(result);
  // What a mutation gives back may be a secret, such as a new key, beside words of whoever asked: compressed, its length
  // would tell of it.
  return operation?.kind === 'mutation' ? void reply.send(json) : sendOnce(request, reply, json);
}

function refuseForm(reply: Reply): void {
  reply
    .code(406)
    .header('accept', 'application/json; charset=utf-8, application/graphql-response+json; charset=utf-8')
    .send();
}

/** The highest status of the errors that a failure of the whole request has. */
function statusOf(errors: readonly GraphQLError[], form: ResultType, wasRun: boolean): number {
  return Math.max(200, ...errors.map((error) => statusOfError(error, form, wasRun)));
}

function statusOfError(error: GraphQLError, form: ResultType, wasRun: boolean): number {
  if (isUnsafe(error)) return 405;
  const code = codeOf(error);
  const status = code in httpStatusOf ? httpStatusOf[code as keyof typeof httpStatusOf] : 400;
  // Under application/json an operation that could be read is answered with 200, as the specification's audits ask.
  const isToldByBody = form === 'application/json' && (wasRun || status === 400);
  return isToldByBody ? 200 : status;
}

function isUnsafe(error: GraphQLError): boolean {
  return error.extensions.reason === unsafeMethod;
}
