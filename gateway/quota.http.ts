import { httpStatusOf } from '../services/shared/errors.ts';
import { type QuotaState, rateLimited } from './stages/quota.ts';

/** All that `quotaHeaders` can set on an answer that is not refused. */
export const quotaHeaderNames = [
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'ratelimit-policy',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
] as const;

/**
 * What an answer says of its caller's share: the names that the old system's clients know, and those of the draft that it
 * followed as well (draft-ietf-httpapi-ratelimit-headers-06, December 2022). `x-ratelimit-reset` is a time in seconds
 * since 1970, `ratelimit-reset` the seconds that are left.
 */
export function quotaHeaders(state: QuotaState, now: () => number = Date.now): Record<string, string> {
  const { allowed, limit, windowSeconds, remaining, resetAtMs, retryAfterSeconds } = state;
  const headers: Record<(typeof quotaHeaderNames)[number], string> = {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Math.ceil(resetAtMs / 1_000)),
    'ratelimit-policy': `${limit};w=${windowSeconds}`,
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.max(Math.ceil((resetAtMs - now()) / 1_000), 0)),
  };
  return allowed ? headers : { ...headers, 'retry-after': String(retryAfterSeconds) };
}

/** A refusal as partners know it. */
export function quotaRefusal(
  state: QuotaState,
  now: () => number = Date.now,
): { status: number; headers: Record<string, string>; body: { ok: false; error: string } } {
  const { code, message } = rateLimited(state);
  return {
    status: httpStatusOf[code],
    headers: quotaHeaders(state, now),
    body: { ok: false, error: message },
  };
}
