import { beforeEach, describe, expect, test } from '@jest/globals';
import { apiKeyHash } from '../services/shared/api-key.ts';
import type { KnownKey } from '../services/shared/key-lookup.ts';
import { type KeyRing, makeKeyRing } from './keys.ts';

const secretOf = (letter: string) => `zk_${letter.repeat(43)}`;
const keyOf = (letter: string): KnownKey => ({
  id: `id-${letter}`,
  callerId: `caller-${letter}`,
  name: `Partner ${letter}`,
  scopes: ['admin'],
  requestsPerMinute: null,
});
const [a, b] = [secretOf('a'), secretOf('b')];
const callerA = { kind: 'API_KEY', id: 'key:caller-a', name: 'Partner a', scopes: ['admin'] };

/** What access holds by hash, what it was asked, and whether it answers. */
let kept: Map<string, KnownKey>;
let asked: string[];
let access: 'answers' | 'fails' | 'hangs';
/** Lets look-ups that hang go on. */
let resume: () => void;
let resumed: Promise<void>;
let nowMs: number;
let ring: KeyRing;

beforeEach(() => {
  kept = new Map(['a', 'b'].map((letter) => [apiKeyHash(secretOf(letter)), keyOf(letter)]));
  asked = [];
  access = 'answers';
  nowMs = 1_000_000;
  resumed = new Promise((go) => {
    resume = go;
  });
  ring = makeKeyRing({ lookup: { find }, clock: { now: () => nowMs } });
});

async function find(hash: string): Promise<KnownKey | null> {
  asked.push(hash);
  const found = kept.get(hash) ?? null;
  if (access === 'fails') throw new Error('access is away');
  if (access === 'hangs') await resumed;
  return found;
}

/** Lets what has its answer take it. */
const answered = () => new Promise((turn) => setImmediate(turn));

describe('a key that holds', () => {
  test('names its caller, with a quota of its own where it has one', async () => {
    kept.set(apiKeyHash(b), { ...keyOf('b'), requestsPerMinute: 300 });

    expect(await ring.callerOf(a)).toEqual(callerA);
    expect(await ring.callerOf(b)).toMatchObject({ id: 'key:caller-b', requestsPerMinute: 300 });
  });

  test('is known without asking and without waiting for three quarters of a minute', async () => {
    const first = await ring.callerOf(a);

    nowMs += 44_999;

    expect(ring.callerOf(a)).toBe(first);
    expect(asked).toHaveLength(1);
  });

  test('is asked for again before its time is over, and nobody waits for that', async () => {
    const first = await ring.callerOf(a);
    nowMs += 45_000;

    const meanwhile = [ring.callerOf(a), ring.callerOf(a)];
    await answered();
    nowMs += 44_999;

    expect(meanwhile).toEqual([first, first]);
    expect(ring.callerOf(a)).toEqual(first);
    expect(asked).toHaveLength(2);
  });

  test('that was not used for a minute is asked for before anybody gets in', async () => {
    await ring.callerOf(a);
    nowMs += 60_000;
    kept.clear();

    expect(await ring.callerOf(a)).toBeNull();
    expect(ring.callerOf(a)).toBeNull();
  });

  test('is asked for once, however many wait for it', async () => {
    const callers = await Promise.all([ring.callerOf(a), ring.callerOf(a), ring.callerOf(a)]);

    expect(callers).toEqual([callerA, callerA, callerA]);
    expect(asked).toEqual([apiKeyHash(a)]);
  });
});

describe('what is no key', () => {
  test.each(['', 'zk_', 'secret', `${a}a`, `Bearer ${a}`, 'x'.repeat(100_000)])(
    '%.50j is known by its form, and access is not asked',
    (text) => {
      expect(ring.callerOf(text)).toBeNull();
      expect(asked).toEqual([]);
    },
  );

  test('an unknown key is remembered for ten seconds', async () => {
    expect(await ring.callerOf(secretOf('x'))).toBeNull();
    nowMs += 10_000;
    expect(ring.callerOf(secretOf('x'))).toBeNull();
    nowMs += 1;

    await ring.callerOf(secretOf('x'));

    expect(asked).toHaveLength(2);
  });

  test('a flood of made-up keys pushes out no real one', async () => {
    await ring.callerOf(a);
    for (let number = 0; number < 12_000; number++) {
      await ring.callerOf(`zk_${String(number).padStart(43, '0')}`);
    }

    expect(ring.callerOf(a)).toEqual(callerA);
  });

  test('more than 64 at once are refused, while a known key goes on', async () => {
    await ring.callerOf(a);
    access = 'hangs';
    const guesses = Array.from({ length: 64 }, (_, number) =>
      ring.callerOf(`zk_${String(number).padStart(43, '0')}`),
    );

    await expect(ring.callerOf(secretOf('x'))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(ring.callerOf(a)).toEqual(callerA);
    resume();
    expect(new Set(await Promise.all(guesses))).toEqual(new Set([null]));
  });
});

describe('a revoked key', () => {
  test('stops at once, and access is not asked for it', async () => {
    await ring.callerOf(a);

    ring.revoke('id-a');

    expect(ring.callerOf(a)).toBeNull();
    expect(asked).toHaveLength(1);
  });

  test('does not come back by a look-up that began before', async () => {
    access = 'hangs';
    const running = ring.callerOf(a);

    ring.revoke('id-a');
    resume();

    expect(await running).toBeNull();
    expect(ring.callerOf(a)).toBeNull();
  });

  test('leaves the others alone', async () => {
    await Promise.all([ring.callerOf(a), ring.callerOf(b)]);

    ring.revoke('id-a');

    expect(ring.callerOf(b)).toMatchObject({ id: 'key:caller-b' });
  });
});

describe('while access can not be asked', () => {
  test('a key that held goes on for ten minutes, then no longer', async () => {
    await ring.callerOf(a);
    access = 'fails';
    nowMs += 599_999;
    const late = await ring.callerOf(a);
    nowMs += 1;

    expect(late).toEqual(callerA);
    await expect(ring.callerOf(a)).rejects.toMatchObject({ code: 'DOWNSTREAM_SERVICE_ERROR' });
  });

  test('an unknown one fails by code, and access is left alone for a second', async () => {
    access = 'fails';
    const failure = { code: 'DOWNSTREAM_SERVICE_ERROR', extensions: { service: 'access' } };

    await expect(ring.callerOf(a)).rejects.toMatchObject(failure);
    nowMs += 999;
    await expect(ring.callerOf(b)).rejects.toMatchObject(failure);
    access = 'answers';
    nowMs += 1;

    expect(await ring.callerOf(a)).toEqual(callerA);
    expect(asked).toHaveLength(2);
  });

  test('one that is known for none stays none', async () => {
    await ring.callerOf(secretOf('x'));
    access = 'fails';
    await expect(ring.callerOf(b)).rejects.toThrow();

    expect(ring.callerOf(secretOf('x'))).toBeNull();
  });

  test('one that gives no answer in time is no longer waited for', async () => {
    access = 'hangs';
    const impatient = makeKeyRing({ lookup: { find }, lookupTimeoutMs: 1 });

    await expect(impatient.callerOf(a)).rejects.toMatchObject({ code: 'GATEWAY_TIMEOUT' });
  });
});

describe('isEmpty', () => {
  test('only while a key is held that could be let in', async () => {
    const before = ring.isEmpty();
    await ring.callerOf(secretOf('x'));
    const withoutKeys = ring.isEmpty();
    await ring.callerOf(a);
    const held = ring.isEmpty();
    nowMs += 600_000;

    expect([before, withoutKeys, held, ring.isEmpty()]).toEqual([true, true, false, true]);
  });
});
