import { type ExecutionResult, GraphQLError } from 'graphql';
import { httpStatusOf } from '../services/shared/errors.ts';
import { unsafeMethod } from './pipeline.ts';
import { codeOf } from './stages/mask.ts';

/** What Yoga reads from an error's `http` extension, and takes out before it answers. */
type HttpExtension = {
  status: number;
  /** The status holds for `application/graphql-response+json` only; under `application/json` it is 200. */
  spec: boolean;
  headers?: Record<string, string>;
};

/** Codes of a request that can't be read: Yoga's own, and ours for what Yoga does not look at. */
const refusals: ReadonlySet<unknown> = new Set(['BAD_REQUEST', 'BAD_USER_INPUT']);

/** The result with the HTTP status that a failure of the whole request has. */
export function withStatus(result: ExecutionResult): ExecutionResult {
  if (!result.errors || result.data) return result;
  const wasRun = result.data === null;
  return { ...result, errors: result.errors.map((error) => withHttp(error, httpOf(error, wasRun))) };
}

/** A request that can't be read as GraphQL over HTTP at all; null for anything else. */
export function unreadable(error: unknown): GraphQLError | null {
  if (error instanceof SyntaxError) return badRequest('The parameters are not valid JSON.', 400);
  if (!(error instanceof GraphQLError) || !refusals.has(error.extensions.code)) return null;
  const { status = 400 } = (error.extensions.http ?? {}) as Partial<HttpExtension>;
  return badRequest(error.message, status);
}

export function badRequest(message: string, status = 400): GraphQLError {
  const extensions = { code: 'BAD_USER_INPUT', http: { status, spec: false } };
  return new GraphQLError(message, { extensions });
}

function httpOf(error: GraphQLError, wasRun: boolean): HttpExtension {
  if (error.extensions.reason === unsafeMethod) {
    return { status: 405, spec: false, headers: { allow: 'POST' } };
  }
  const code = codeOf(error);
  if (!(code in httpStatusOf)) return { status: 400, spec: true };
  const status = httpStatusOf[code as keyof typeof httpStatusOf];
  return { status, spec: wasRun || status === 400 };
}

function withHttp(error: GraphQLError, http: HttpExtension): GraphQLError {
  const { message, nodes, source, positions, path, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { ...extensions, http } });
}
