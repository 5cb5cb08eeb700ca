import { describe, expect, test } from '@jest/globals';
import { makeMemoryStore } from './cache.store.ts';

const minuteMs = 60_000;

function anEntry(characters = 2) {
  const body = Buffer.from('x'.repeat(characters));
  return { body, storedAtMs: 0, freshForMs: minuteMs, dataVersion: '1' };
}

describe('makeMemoryStore', () => {
  test('an entry is found as it was', () => {
    const store = makeMemoryStore(10_000);
    const entry = anEntry();

    store.set('k', entry, minuteMs);

    expect(store.get('k')).toBe(entry);
  });

  test('an entry is gone when its time is over', () => {
    let nowMs = 1;
    const store = makeMemoryStore(10_000, { now: () => nowMs });
    store.set('k', anEntry(), minuteMs);

    nowMs += minuteMs + 1;

    expect(store.get('k')).toBeNull();
  });

  test('the oldest entries go when the bytes are used up', () => {
    const store = makeMemoryStore(2_000);

    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) store.set(key, anEntry(), minuteMs);

    expect(store.get('a')).toBeNull();
    expect(store.get('g')).not.toBeNull();
  });

  test('a body larger than a quarter of the store is not kept', () => {
    const store = makeMemoryStore(4_000);

    store.set('k', anEntry(1_000), minuteMs);

    expect(store.get('k')).toBeNull();
  });

  test('a store of no bytes keeps nothing', () => {
    const store = makeMemoryStore(0);

    store.set('k', anEntry(), minuteMs);

    expect(store.get('k')).toBeNull();
  });
});
