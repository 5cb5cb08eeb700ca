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
 * A request's context with what the resolvers of a service need beside it. The signal is read only when somebody asks
 * for it: a deadline may begin with that, and copying the context would be asking.
 */
export function contextWith<More extends object>(request: RequestContext, more: More): RequestContext & More {
  return {
    ...more,
    caller: request.caller,
    requestId: request.requestId,
    get signal() {
      return request.signal;
    },
  };
}
