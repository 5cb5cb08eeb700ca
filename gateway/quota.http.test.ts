import { describe, expect, test } from '@jest/globals';
import { quotaHeaders, quotaRefusal } from './quota.http.ts';
import type { QuotaState } from './stages/quota.ts';

const now = () => 1_700_000_000_000;
const state: QuotaState = {
  allowed: true,
  tier: 'GLOBAL',
  limit: 30,
  windowSeconds: 900,
  remaining: 29,
  resetAtMs: now() + 899_500,
  retryAfterSeconds: 0,
};
const refused = { ...state, allowed: false, remaining: 0, retryAfterSeconds: 900 };

describe('quotaHeaders', () => {
  test('both families say the same: the old one by the clock, the draft by the seconds that are left', () => {
    expect(quotaHeaders(state, now)).toEqual({
      'x-ratelimit-limit': '30',
      'x-ratelimit-remaining': '29',
      'x-ratelimit-reset': '1700000900',
      'ratelimit-policy': '30;w=900',
      'ratelimit-limit': '30',
      'ratelimit-remaining': '29',
      'ratelimit-reset': '900',
    });
  });

  test('only a refusal says when to come back', () => {
    expect(quotaHeaders(refused, now)['retry-after']).toBe('900');
    expect(quotaHeaders(state, now)).not.toHaveProperty('retry-after');
  });

  test('a window that has ended by now has no negative seconds left', () => {
    expect(quotaHeaders({ ...state, resetAtMs: now() - 1 }, now)['ratelimit-reset']).toBe('0');
  });
});

describe('quotaRefusal', () => {
  test('partners get 429 in their old shape', () => {
    const { status, headers, body } = quotaRefusal(refused, now);

    expect({ status, body }).toEqual({
      status: 429,
      body: { ok: false, error: 'Too many requests. Try again in 900 s.' },
    });
    expect(headers).toEqual(quotaHeaders(refused, now));
  });
});
