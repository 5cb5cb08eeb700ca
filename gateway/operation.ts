import type { ExecutionResult } from 'graphql';
import type { RequestContext } from '../services/shared/caller.ts';
import type { RawResult } from './execute/raw-result.ts';
import type { CacheStatus } from './stages/cache.ts';
import type { GivenDocument } from './stages/document.ts';

/** One operation, whatever way it came in by. */
export type OperationRequest = {
  /** Caller, request id and the client's signal. */
  context: RequestContext;
  document: GivenDocument;
  /** Needed only when the document holds several operations. */
  operationName?: string | null;
  variables?: Readonly<Record<string, unknown>> | null;
  /** Refuses mutations: set for a request that must be safe, such as a GET. */
  readOnly?: boolean;
  /** Asked by a service of ours while it works for the caller: costs no quota, and may not begin an answer. */
  internal?: boolean;
};

/** One event of a subscription; as the text that it came in where nothing of it had to be read. */
export type OperationEvent = ExecutionResult | RawResult;

export type OperationOutcome<Result = ExecutionResult> = { result: Result; cacheStatus: CacheStatus };

export type StreamOutcome = OperationOutcome<ExecutionResult | AsyncIterable<OperationEvent>>;

/** Why a request that must be safe was refused, in the error's `reason`. */
export const unsafeMethod = 'UNSAFE_METHOD';
