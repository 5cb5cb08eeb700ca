import type { ExecutionResult } from 'graphql';
import type { RequestContext } from '../services/shared/caller.ts';
import { isPromise, type PromiseOrValue } from '../services/shared/promise-or-value.ts';
import { privateGraphql } from './stages/cache.key.ts';
import { type CachedRequest, UnkeptAnswer } from './stages/cache.ts';
import { type Execution, executeOperation } from './stages/execute.ts';
import { errorsOf } from './stages/mask.ts';

type Result = ExecutionResult | AsyncIterable<ExecutionResult>;

/** What comes of an operation; an exception is a result as well, so that an older answer may stand in for it. */
export function resultOf(execution: Execution): PromiseOrValue<Result> {
  const failed = (exception: unknown): Result => ({ errors: errorsOf(exception) });
  try {
    const result = executeOperation(execution);
    return isPromise(result) ? result.catch(failed) : result;
  } catch (exception) {
    return failed(exception);
  }
}

/** A result with errors: it goes to those who asked for it, and is not kept. */
export class UnkeptResult extends UnkeptAnswer {
  constructor(
    readonly result: ExecutionResult,
    isOutage: boolean,
  ) {
    super('a result with errors', isOutage);
  }
}

/**
 * What an operation's answer is kept under. What not everybody may ask is private too: caches outside do not know who asks.
 * @returns null for one that may not be kept
 */
export function cachedRequestOf({ operation, variables, context }: Execution): CachedRequest | null {
  const { cachePolicy, documentId, name, requirement } = operation;
  if (cachePolicy.maxAgeSeconds === 0) return null;
  const isPrivate = cachePolicy.scope === 'PRIVATE' || requirement !== null;
  // Callers without identity go by their network, which others may share.
  if (isPrivate && context.caller.kind === 'ANONYMOUS') return null;
  return {
    name: isPrivate ? privateGraphql : 'graphql',
    body: [documentId, name, variables, isPrivate ? context.caller.id : null],
    ttlSeconds: cachePolicy.maxAgeSeconds,
    scope: isPrivate ? 'PRIVATE' : 'PUBLIC',
  };
}

/** The same for work whose outcome is shared and kept: it does not end because one client leaves. */
export function withoutClient(request: RequestContext): RequestContext {
  return new SharedContext(request);
}

class SharedContext implements RequestContext {
  readonly caller: RequestContext['caller'];
  readonly requestId: string;
  readonly span: RequestContext['span'];

  constructor(request: RequestContext) {
    this.caller = request.caller;
    this.requestId = request.requestId;
    this.span = request.span;
  }

  get signal(): AbortSignal {
    return new AbortController().signal;
  }
}
