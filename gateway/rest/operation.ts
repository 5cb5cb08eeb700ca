import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { GraphQLError } from 'graphql';
import type { Caller } from '../../services/shared/caller.ts';
import { documentId } from '../../services/shared/document-id.ts';
import { httpStatusOf } from '../../services/shared/errors.ts';
import type { Pipeline } from '../pipeline.ts';
import { UnkeptAnswer } from '../stages/cache.ts';
import { codeOf } from '../stages/mask.ts';

/** Runs one operation of schema/operations/. @throws OperationFailure when it did not answer in full */
export type RunOperation = <Result, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
) => Promise<Result>;

const outages: ReadonlySet<number> = new Set([
  httpStatusOf.DOWNSTREAM_SERVICE_ERROR,
  httpStatusOf.GATEWAY_TIMEOUT,
]);

/** An operation that failed. Its error is masked and logged already, so it is told to the caller as it is. */
export class OperationFailure extends UnkeptAnswer {
  constructor(
    readonly status: number,
    readonly body: { ok: false; error: string },
  ) {
    super(body.error, outages.has(status));
    this.name = 'OperationFailure';
  }
}

/**
 * Ways into the pipeline for one request. It is not stopped when the client leaves: an answer in the making is shared
 * with others who asked the same, and kept for the next; the pipeline's own deadline ends it.
 */
export function operationRunner(
  pipeline: Pick<Pipeline, 'run'>,
  { caller, requestId }: { caller: Caller; requestId: string },
): RunOperation {
  return async <Result, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ) => {
    const { signal } = new AbortController();
    const context = { caller, requestId, signal };
    const asked = { context, document: { id: documentId(document) }, variables, uncached: true };
    const { result } = await pipeline.run(asked);
    const [error] = result.errors ?? [];
    if (error) throw failureOf(error);
    return result.data as Result;
  };
}

/** The failure that an error of a trusted operation is. */
export function failureOf(error: GraphQLError): Error {
  const code = codeOf(error);
  // The text of the operation is ours, so a fault in it is a defect that must be seen.
  if (!(code in httpStatusOf)) return new Error(`a trusted operation was refused: ${error.message}`);
  return new OperationFailure(httpStatusOf[code as keyof typeof httpStatusOf], {
    ok: false,
    error: error.message,
  });
}
