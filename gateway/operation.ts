import type { ExecutionResult } from 'graphql';
import type { RequestContext } from '../services/shared/caller.ts';
import type { Share } from './share.ts';
import type { CachedAnswer } from './stages/cache.ts';
import type { GivenDocument } from './stages/document.ts';
import type { Operation } from './stages/operation.ts';

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
  /**
   * Neither looked for in the response cache nor kept there: set where the result becomes part of what is told, or kept,
   * elsewhere. An old one that stands in would be taken for new there.
   */
  uncached?: boolean;
  /** The caller's quota, of which one unit is taken already; absent where nothing is taken. */
  share?: Share | null;
};

export type OperationOutcome<Result = ExecutionResult> = {
  result: Result;
  /** How the result stands to the response cache; null where it was not looked for there. */
  cached: CachedAnswer | null;
  /** Absent when none was found. */
  operation?: Operation;
};

export type StreamOutcome = OperationOutcome<ExecutionResult | AsyncIterable<ExecutionResult>>;

/** Why a request that must be safe was refused, in the error's `reason`. */
export const unsafeMethod = 'UNSAFE_METHOD';
