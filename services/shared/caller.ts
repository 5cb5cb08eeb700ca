import type { Span } from './trace.ts';

/** Who asks. The gateway finds it once, at the edge; services trust what they are handed. */
export type Caller = {
  kind: 'ANONYMOUS' | 'SESSION' | 'API_KEY' | 'USER';
  /** Stable name of the caller for quotas and private data; never shown to others. */
  id: string;
  scopes: readonly string[];
  /** What its owner calls an API key. */
  name?: string;
  /** An API key's own quota; the tier's when absent. */
  requestsPerMinute?: number;
  /** Milliseconds since 1970 from which on a token is no longer believed. Absent: what proves the caller does not expire. */
  expiresAt?: number;
};

/** The gateway itself, where it asks a service on nobody's behalf. */
export const gatewayCaller: Caller = { kind: 'ANONYMOUS', id: 'gateway', scopes: [] };

/** What every part needs to know of the request it works for. */
export type RequestContext = {
  caller: Caller;
  requestId: string;
  /** Aborted when the deadline passes or the client leaves. */
  signal: AbortSignal;
  /** What its work is shown under where traces are collected. */
  span?: Span;
};

/**
 * A request's context as the base of what a service's resolvers get. The signal is read only when somebody asks for it: a
 * deadline may begin with that. A class, since an object literal with a getter costs a hidden class of its own, which
 * lives until the next full collection.
 */
export class ServiceContext implements RequestContext {
  readonly caller: Caller;
  readonly requestId: string;
  private readonly request: RequestContext;

  constructor(request: RequestContext) {
    this.caller = request.caller;
    this.requestId = request.requestId;
    this.request = request;
  }

  get signal(): AbortSignal {
    return this.request.signal;
  }
}

/** The same with a signal that is there: what copies a context, as libraries do, reads no getters of classes. */
export function plainContext({ caller, requestId, span, signal }: RequestContext): RequestContext {
  return { caller, requestId, span, signal };
}
