import { describe, expect, test } from '@jest/globals';
import { makeMemoryStore } from './cache.store.ts';
import { type MadeAnswer, makeResponseCache } from './cache.ts';

const request = { name: 'kbli', body: { code: '56101' }, ttlSeconds: 60 };
const outage = new Error('a service failed');

function aCache() {
  const state = { version: '1', nowMs: 1_000_000, reads: [] as string[] };
  const cache = makeResponseCache({
    store: makeMemoryStore(100_000, { now: () => state.nowMs }),
    dataVersion: () => state.version,
    onRead: (status) => state.reads.push(status),
    isOutage: (error) => error === outage,
    now: () => state.nowMs,
  });
  const ask = async (make: () => MadeAnswer | Promise<MadeAnswer>) => {
    const { body, cacheStatus, ageSeconds } = await cache.answer(request, make);
    return { text: body.toString(), cacheStatus, ageSeconds };
  };
  return { cache, state, ask };
}

const kept = (text: string) => () => ({ text, keep: true });

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

    expect(answer).toMatchObject({ cacheStatus: 'HIT', etag: expect.stringMatching(/^"[\w-]+"$/) });
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

  test('an answer that is not to be kept, or was never made, is not kept', async () => {
    const { ask } = aCache();
    await ask(() => ({ text: 'a', keep: false }));
    await ask(() => Promise.reject(new Error('broken'))).catch(() => {});

    expect(await ask(kept('b'))).toMatchObject({ text: 'b', cacheStatus: 'MISS' });
  });

  test('those who miss at the same time share one making', async () => {
    const { ask } = aCache();
    let made = 0;
    const make = async () => ({ text: String(++made), keep: true });

    const answers = await Promise.all([ask(make), ask(make)]);

    expect(answers.map(({ text }) => text)).toEqual(['1', '1']);
  });

  test.each([
    ['throws an outage', () => Promise.reject(outage)],
    ['says that it is broken', () => ({ text: 'half', keep: false, broken: true })],
  ])('while the making %s, what stood before is given and marked', async (_how, make) => {
    const { ask, state } = aCache();
    await ask(kept('a'));

    state.nowMs += 3_600_000;

    expect(await ask(make)).toEqual({ text: 'a', cacheStatus: 'STALE', ageSeconds: 3_600 });
  });

  test('an exception that is no outage is thrown all the same', async () => {
    const { ask, state } = aCache();
    await ask(kept('a'));

    state.nowMs += 3_600_000;

    await expect(ask(() => Promise.reject(new Error('defect')))).rejects.toThrow('defect');
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
});
