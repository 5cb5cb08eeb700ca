import { describe, expect, test } from '@jest/globals';
import { makePersistedQueries, type SharedTexts } from './persisted-queries.ts';

const hour = 3_600_000;

function sharedTexts(): SharedTexts & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    get: async (hash) => texts.get(hash) ?? null,
    set: async (hash, text) => void texts.set(hash, text),
  };
}

describe('persisted queries', () => {
  test('a text that was kept is found at once', () => {
    const persisted = makePersistedQueries({ maxBytes: 10_000 });

    persisted.keep('h', '{ a }', 'caller');

    expect(persisted.get('h')).toBe('{ a }');
    expect(persisted.get('other')).toBeNull();
  });

  test('the least used make room for others', () => {
    const persisted = makePersistedQueries({ maxBytes: 100 });

    for (const hash of ['a', 'b', 'c']) persisted.keep(hash, 'x'.repeat(20), 'caller');

    expect(['a', 'b', 'c'].map((hash) => persisted.get(hash) !== null)).toEqual([false, true, true]);
  });

  test('what one gateway keeps, another finds, and has from then on', async () => {
    const shared = sharedTexts();
    const [one, other] = [1, 2].map(() => makePersistedQueries({ maxBytes: 10_000, shared }));

    one?.keep('h', '{ a }', 'caller');
    const first = await other?.get('h');
    shared.texts.clear();

    expect(first).toBe('{ a }');
    expect(other?.get('h')).toBe('{ a }');
  });

  test('a caller makes a hundred known in an hour; others are not held back by that', () => {
    let now = 1;
    const persisted = makePersistedQueries({ maxBytes: 1_000_000, clock: { now: () => now } });
    for (let i = 0; i <= 100; i += 1) persisted.keep(`h${i}`, '{ a }', 'busy');

    persisted.keep('other', '{ a }', 'calm');
    expect(['h99', 'h100', 'other'].map((hash) => persisted.get(hash) !== null)).toEqual([true, false, true]);

    now += hour + 1;
    persisted.keep('h100', '{ a }', 'busy');
    expect(persisted.get('h100')).toBe('{ a }');
  });

  test('keeping the same again does not count', () => {
    const persisted = makePersistedQueries({ maxBytes: 1_000_000 });
    for (let i = 0; i <= 100; i += 1) persisted.keep('h', '{ a }', 'caller');

    persisted.keep('last', '{ a }', 'caller');

    expect(persisted.get('last')).toBe('{ a }');
  });
});
