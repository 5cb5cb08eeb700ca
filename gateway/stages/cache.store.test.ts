import { describe, expect, test } from '@jest/globals';
import { type CacheEntry, makeMemoryStore } from './cache.store.ts';

const minuteMs = 60_000;

function anEntry(characters = 2): CacheEntry {
  const body = Buffer.from('x'.repeat(characters));
  const times = { storedAtMs: 0, freshForMs: minuteMs, keepForMs: minuteMs };
  return { kind: 'ANSWER', body, dataVersion: '1', ...times };
}

describe('makeMemoryStore', () => {
  test('an entry is found as it was', () => {
    const store = makeMemoryStore(10_000);
    const entry = anEntry();

    store.set('k', entry);

    expect(store.get('k')).toBe(entry);
  });

  test('an entry is gone when its time is over', () => {
    let nowMs = 1;
    const store = makeMemoryStore(10_000, { now: () => nowMs });
    store.set('k', anEntry());

    nowMs += minuteMs + 1;

    expect(store.get('k')).toBeNull();
  });

  test('the oldest entries go when the bytes are used up', () => {
    const store = makeMemoryStore(2_000);

    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) store.set(key, anEntry());

    expect(store.get('a')).toBeNull();
    expect(store.get('g')).not.toBeNull();
  });

  test('a body larger than a quarter of the store is not kept', () => {
    const store = makeMemoryStore(4_000);

    store.set('k', anEntry(1_000));

    expect(store.get('k')).toBeNull();
  });

  test('a store of no bytes keeps nothing', () => {
    const store = makeMemoryStore(0);

    store.set('k', anEntry());

    expect(store.get('k')).toBeNull();
  });

  test('one entry is taken away, or all of a kind, or all; each time what was begun before is to be kept no more', async () => {
    const store = makeMemoryStore(10_000);
    const keys = ['cache:kbli:a', 'cache:kbli:b', 'cache:kbli-requirements:a', 'cache:pricing:a'];
    for (const key of keys) store.set(key, anEntry());
    const kept = () => keys.filter((key) => store.get(key) !== null);

    await store.delete('cache:kbli:a');
    expect(kept()).toEqual(['cache:kbli:b', 'cache:kbli-requirements:a', 'cache:pricing:a']);
    expect(await store.invalidate('kbli')).toBe(1);
    expect(kept()).toEqual(['cache:kbli-requirements:a', 'cache:pricing:a']);
    expect(await store.invalidate()).toBe(2);
    expect(kept()).toEqual([]);
    expect(store.clearings()).toBe(3);
  });

  test('says how much it holds', async () => {
    const store = makeMemoryStore(10_000);

    store.set('cache:kbli:a', anEntry(100));

    expect(await store.stats()).toEqual({
      status: 'disconnected',
      memory: { entries: 1, bytes: 524, maxBytes: 10_000 },
    });
  });

  test.each([0, 10_000])('is well with %i bytes', async (maxBytes) => {
    await expect(makeMemoryStore(maxBytes).check()).resolves.toBeUndefined();
  });
});
