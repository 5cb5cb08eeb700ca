import { describe, expect, test } from '@jest/globals';
import { AppError } from '../../services/shared/errors.ts';
import { cacheKeyOf } from './cache.key.ts';
import { type CacheEntry, makeMemoryStore } from './cache.store.ts';
import { type CachedRequest, makeResponseCache, UnkeptAnswer } from './cache.ts';

const request: CachedRequest = { name: 'kbli', body: { code: '56101' }, ttlSeconds: 60, scope: 'PUBLIC' };
const outage = new UnkeptAnswer('a service failed', true);
const refusal = new UnkeptAnswer('no such code', false);

function aCache() {
  const state = { version: '1', nowMs: 1_000_000, reads: [] as string[] };
  const store = makeMemoryStore(100_000, { now: () => state.nowMs });
  const cache = makeResponseCache({
    store,
    dataVersion: () => state.version,
    onRead: (status) => state.reads.push(status),
    now: () => state.nowMs,
  });
  const ask = async (make: () => string | Promise<string>) => {
    const { body, cacheStatus, ageSeconds } = await cache.answer(request, make);
    return { text: body.toString(), cacheStatus, ageSeconds };
  };
  return { cache, store, state, ask };
}

const kept = (text: string) => () => text;

describe('makeResponseCache', () => {
  test('an answer is made once and then found, with its age', async () => {
    const { ask, state } = aCache();
    const first = await ask(kept('a'));

    state.nowMs += 5_400;

    expect(first).toEqual({ text: 'a', cacheStatus: 'MISS', ageSeconds: 0 });
    expect(await ask(kept('b'))).toEqual({ text: 'a', cacheStatus: 'HIT', ageSeconds: 5 });
  });

  test('what is there is given without waiting', async () => {
    const { cache, ask } = aCache();
    await ask(kept('a'));

    const answer = cache.answer(request, kept('b'));

    expect(answer).toMatchObject({ cacheStatus: 'HIT' });
  });

  test.each([
    ['its time is over', 60_001, '1'],
    ['the data are new', 0, '2'],
  ])('when %s, it is made anew', async (_when, laterMs, version) => {
    const { ask, state } = aCache();
    await ask(kept('a'));

    state.nowMs += laterMs;
    state.version = version;

    expect(await ask(kept('b'))).toMatchObject({ text: 'b', cacheStatus: 'MISS' });
  });

  test.each([refusal, outage, new Error('broken')])(
    'nothing is kept of a making that throws: %s',
    async (error) => {
      const { ask } = aCache();
      await expect(ask(() => Promise.reject(error))).rejects.toBe(error);

      expect(await ask(kept('b'))).toMatchObject({ text: 'b', cacheStatus: 'MISS' });
    },
  );

  test('those who miss at the same time share one making', async () => {
    const { ask } = aCache();
    let made = 0;
    const make = async () => String(++made);

    const answers = await Promise.all([ask(make), ask(make)]);

    expect(answers.map(({ text }) => text)).toEqual(['1', '1']);
  });

  test.each([
    [
      'at once',
      () => {
        throw outage;
      },
    ],
    ['later', () => Promise.reject(outage)],
  ])('during an outage that shows %s, what stood before is given and marked', async (_when, make) => {
    const { ask, state } = aCache();
    await ask(kept('a'));

    state.nowMs += 3_600_000;

    expect(await ask(make)).toEqual({ text: 'a', cacheStatus: 'STALE', ageSeconds: 3_600 });
  });

  test('an exception that is no outage is thrown all the same', async () => {
    const { ask, state } = aCache();
    await ask(kept('a'));

    state.nowMs += 3_600_000;

    await expect(ask(() => Promise.reject(refusal))).rejects.toBe(refusal);
  });

  test('what stood a day past its time is gone', async () => {
    const { ask, state } = aCache();
    await ask(kept('a'));

    state.nowMs += 25 * 3_600_000;

    await expect(ask(() => Promise.reject(outage))).rejects.toBe(outage);
  });

  test('every reading is told', async () => {
    const { ask, state } = aCache();

    for (const text of ['a', 'b', 'c']) await ask(kept(text));

    expect(state.reads).toEqual(['MISS', 'HIT', 'HIT']);
  });

  test('what an operator put under a key is no answer, not even during an outage', async () => {
    const { ask, store, state } = aCache();
    const times = { storedAtMs: state.nowMs, freshForMs: 60_000, keepForMs: 60_000 };
    const value: CacheEntry = { kind: 'VALUE', body: Buffer.from('"x"'), dataVersion: '1', ...times };
    store.set(cacheKeyOf(request), value);

    await expect(ask(() => Promise.reject(outage))).rejects.toBe(outage);
    expect(await ask(kept('a'))).toMatchObject({ text: 'a', cacheStatus: 'MISS' });
  });

  test('what was begun before a clearing is not kept, nor shared with those who come after it', async () => {
    const { ask, store } = aCache();
    let resolve = (_text: string) => {};
    const before = ask(() => new Promise((resolved) => (resolve = resolved)));
    await store.invalidate('kbli');
    const after = ask(kept('new'));
    resolve('old');

    expect(await before).toMatchObject({ text: 'old', cacheStatus: 'MISS' });
    expect(await after).toMatchObject({ text: 'new', cacheStatus: 'MISS' });
    expect(await ask(kept('newer'))).toMatchObject({ text: 'new', cacheStatus: 'HIT' });
  });

  test('those who wait with somebody whose quota is used up go on by themselves', async () => {
    const { ask } = aCache();
    const refused = new AppError('RATE_LIMITED', 'used up');
    const first = ask(() => Promise.reject(refused));
    const second = ask(async () => 'a');

    await expect(first).rejects.toBe(refused);
    expect(await second).toMatchObject({ text: 'a', cacheStatus: 'MISS' });
  });
});
