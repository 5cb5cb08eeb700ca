import { describe, expect, test } from '@jest/globals';
import { mapEvents } from './events.ts';

describe('mapEvents', () => {
  test('every event is changed, in order', async () => {
    async function* source() {
      yield 1;
      yield 2;
    }

    const seen: number[] = [];
    for await (const event of mapEvents(source(), (value) => value * 10)) seen.push(event);

    expect(seen).toEqual([10, 20]);
  });

  test('a reader that leaves closes the source while an event is still awaited', async () => {
    let closed = false;
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          closed = true;
          return { done: true, value: undefined };
        },
      }),
    };
    const events = mapEvents(source, (value) => value);
    void events.next();

    await events.return?.();

    expect(closed).toBe(true);
  });
});
