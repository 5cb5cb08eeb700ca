import { describe, expect, test } from '@jest/globals';
import type { Caller } from '../../services/shared/caller.ts';
import { silentLogger } from '../../services/shared/testing.ts';
import { gatewaySettings } from '../config.ts';
import { makeQuotas, type QuotaState, type QuotaTier, rateLimited } from './quota.ts';

const anonymous: Caller = { kind: 'ANONYMOUS', id: '203.0.113.7', scopes: [] };
const session: Caller = { kind: 'SESSION', id: 'session:one', scopes: [] };
const key: Caller = { kind: 'API_KEY', id: 'key:one', scopes: [] };
const user: Caller = { kind: 'USER', id: 'user:one', scopes: [] };

function atTime(environment: Record<string, string> = {}) {
  const time = { now: 1_700_000_000_000 };
  const settings = gatewaySettings(environment).quotas;
  const quotas = makeQuotas({ settings, logger: silentLogger, now: () => time.now });
  const take = (caller: Caller, units = 1, tier?: QuotaTier) =>
    quotas.take(caller, units, tier) as QuotaState;
  const peek = (caller: Caller, tier?: QuotaTier) => quotas.peek(caller, tier) as QuotaState;
  return { time, quotas, take, peek };
}

describe('quotas in memory', () => {
  test.each([
    [anonymous, 'GLOBAL', 30, 900],
    [session, 'SESSION', 120, 60],
    [key, 'API', 20, 60],
    [user, 'API', 20, 60],
  ] as const)('%o has the share of its tier', (caller, tier, limit, windowSeconds) => {
    const { time, take } = atTime();

    expect(take(caller)).toEqual({
      allowed: true,
      tier,
      limit,
      windowSeconds,
      remaining: limit - 1,
      resetAtMs: time.now + windowSeconds * 1_000,
      retryAfterSeconds: 0,
    });
  });

  test('a key with a limit of its own has that one, by the minute', () => {
    const { take } = atTime({ RATE_LIMIT_API_SECONDS: '10' });

    expect(take({ ...key, requestsPerMinute: 600 })).toMatchObject({ limit: 600, windowSeconds: 60 });
  });

  test('the limit is met exactly, and the refusal says when to come back', () => {
    const { time, take } = atTime();

    const admitted = Array.from({ length: 100 }, () => take(anonymous)).filter(({ allowed }) => allowed);
    time.now += 500;
    const refused = take(anonymous);

    expect(admitted).toHaveLength(30);
    expect(refused).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 900 });
  });

  test('the window ends when it said, whoever was refused meanwhile, and the next begins with the first unit', () => {
    const { time, take } = atTime();
    const { resetAtMs } = take(anonymous, 30);

    time.now = resetAtMs - 1;
    const before = take(anonymous);
    time.now = resetAtMs;
    const after = take(anonymous);

    expect(before).toMatchObject({ allowed: false, resetAtMs, retryAfterSeconds: 1 });
    expect(after).toMatchObject({ allowed: true, remaining: 29, resetAtMs: resetAtMs + 900_000 });
  });

  test('several units are taken whole or not at all', () => {
    const { take } = atTime();
    take(anonymous, 25);

    const refused = take(anonymous, 6);
    const taken = take(anonymous, 5);

    expect(refused).toMatchObject({ allowed: false, remaining: 5 });
    expect(taken).toMatchObject({ allowed: true, remaining: 0 });
  });

  test('more than a whole share is refused without touching it', () => {
    const { take } = atTime();

    expect(take(anonymous, 31)).toMatchObject({ allowed: false, remaining: 30 });
    expect(take(anonymous, 30)).toMatchObject({ allowed: true });
  });

  test('to look takes nothing, and says whether one more would pass', () => {
    const { time, take, peek } = atTime();

    expect(peek(anonymous)).toMatchObject({ allowed: true, remaining: 30 });
    take(anonymous, 30);
    time.now += 1_000;

    expect(peek(anonymous)).toMatchObject({ allowed: false, remaining: 0, retryAfterSeconds: 899 });
    expect(peek(anonymous, 'STRICT')).toMatchObject({ allowed: true, remaining: 5 });
  });

  test('a window does not begin by looking', () => {
    const { time, take, peek } = atTime();

    peek(session);
    time.now += 30_000;

    expect(take(session).resetAtMs).toBe(time.now + 60_000);
  });

  test('callers do not share, nor do the tiers of one caller', () => {
    const { take } = atTime();
    take(key, 5, 'STRICT');

    expect(take(key, 1, 'STRICT').allowed).toBe(false);
    expect(take(key).remaining).toBe(19);
    expect(take({ ...key, id: 'key:two' }, 1, 'STRICT').remaining).toBe(4);
  });

  test('every limit and window is a setting', () => {
    const { take } = atTime({ RATE_LIMIT_STRICT: '2', RATE_LIMIT_STRICT_SECONDS: '7' });

    expect(take(user, 1, 'STRICT')).toMatchObject({ limit: 2, windowSeconds: 7 });
  });
});

describe('who is not counted', () => {
  test('this very machine, outside production', () => {
    const { quotas } = atTime();

    expect(quotas.isExempt('127.0.0.1')).toBe(true);
    expect(quotas.isExempt('::1')).toBe(true);
    expect(quotas.isExempt('203.0.113.7')).toBe(false);
  });

  test('nobody in production', () => {
    const { quotas } = atTime({ NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(32) });

    expect(quotas.isExempt('127.0.0.1')).toBe(false);
  });

  test('everybody when quotas are off', () => {
    const { quotas } = atTime({ RATE_LIMIT: 'off' });

    expect(quotas.isExempt('203.0.113.7')).toBe(true);
  });
});

describe('rateLimited', () => {
  test('it says how long to wait, by text and by number', () => {
    const { take } = atTime();
    take(session, 120);

    const { code, message, extensions } = rateLimited(take(session));

    expect({ code, message }).toEqual({
      code: 'RATE_LIMITED',
      message: 'Too many requests. Try again in 60 s.',
    });
    expect(extensions).toMatchObject({ tier: 'SESSION', retryAfterSeconds: 60 });
  });
});
