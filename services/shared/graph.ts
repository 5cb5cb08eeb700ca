import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { RequestContext } from './caller.ts';
import { AppError, type ErrorCode, httpStatusOf } from './errors.ts';

/** On whose behalf, for which request and until when the rest of the graph is asked. */
export type GraphCall = RequestContext;

/**
 * Asks the rest of the graph: the executor itself in one process, the gateway's private address in three.
 * Costs no quota and never reaches `ask` or `chat`.
 * @throws AppError DOWNSTREAM_SERVICE_ERROR or GATEWAY_TIMEOUT when the graph can't answer, or the code of what it
 *   refuses
 */
export type Graph = <Result, Variables>(
  operation: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  call: GraphCall,
) => Promise<Result>;

type GivenResult = {
  data?: unknown;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
};

/**
 * The data of an answer of the graph.
 * @throws AppError with the code of the first error; nothing of an answer in parts is used
 */
export function graphData<Result>({ data, errors }: GivenResult): Result {
  const [error] = errors ?? [];
  if (!error) return data as Result;
  const { code, ...details } = error.extensions ?? {};
  if (!isPassedOn(code)) {
    throw new AppError('DOWNSTREAM_SERVICE_ERROR', `the graph failed with ${code}: ${error.message}`);
  }
  throw new AppError(code, error.message, { publicMessage: error.message, details });
}

/** A call that gave no answer: its deadline has passed, or the graph can't be reached. */
export function graphFailure(reason: unknown): AppError {
  if (reason instanceof AppError) return reason;
  const timedOut = reason instanceof DOMException && reason.name === 'TimeoutError';
  return new AppError(timedOut ? 'GATEWAY_TIMEOUT' : 'DOWNSTREAM_SERVICE_ERROR', 'the graph gave no answer', {
    cause: reason,
  });
}

function isPassedOn(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(httpStatusOf, code) && code !== 'INTERNAL_SERVER_ERROR';
}
