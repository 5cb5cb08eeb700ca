import { describe, expect, test } from '@jest/globals';
import { mapEvents, tellingFailure, untilAborted } from './events.ts';

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

describe('tellingFailure', () => {
  async function* breaking() {
    yield 'one';
    throw new Error('own words');
  }

  test('a source that fails gives one more event, and ends', async () => {
    const seen: string[] = [];
    for await (const event of tellingFailure(breaking(), () => 'it broke')) seen.push(event);

    expect(seen).toEqual(['one', 'it broke']);
  });

  test('a reader that leaves closes the source', async () => {
    const source = breaking();

    for await (const _ of tellingFailure(source, () => '')) break;

    expect(await source.next()).toEqual({ done: true, value: undefined });
  });
});

describe('untilAborted', () => {
  /** Gives one event and then waits for ever; tells when it was told to end. */
  function silent() {
    const seen = { returned: 0 };
    let given = false;
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        async next() {
          if (given) return new Promise(() => {});
          given = true;
          return { done: false, value: 1 };
        },
        // Never settles, as with a generator that waits.
        return() {
          seen.returned += 1;
          return new Promise(() => {});
        },
      }),
    };
    return { seen, source };
  }

  test('events pass in order, and a source that ends is not told to', async () => {
    let returned = false;
    async function* source() {
      try {
        yield* [1, 2];
      } finally {
        returned = true;
      }
    }
    const { signal } = new AbortController();

    const seen: number[] = [];
    for await (const event of untilAborted(source(), signal)) seen.push(event);

    expect(seen).toEqual([1, 2]);
    expect(returned).toBe(true);
  });

  test('aborting ends the reading of a source that is silent, and tells it once', async () => {
    const { seen, source } = silent();
    const reader = new AbortController();
    const events = untilAborted(source, reader.signal);
    await events.next();
    const waiting = events.next();

    reader.abort();
    await events.return?.();

    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(seen.returned).toBe(1);
  });

  test('leaving does not wait for the source', async () => {
    const { seen, source } = silent();

    for await (const _ of untilAborted(source, new AbortController().signal)) break;

    expect(seen.returned).toBe(1);
  });

  test('nothing is read when the signal was aborted before', async () => {
    const { seen, source } = silent();

    const step = await untilAborted(source, AbortSignal.abort()).next();

    expect(step.done).toBe(true);
    expect(seen.returned).toBe(1);
  });

  test('what the source fails with is thrown', async () => {
    const source: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('broken')) }),
    };

    await expect(untilAborted(source, new AbortController().signal).next()).rejects.toThrow('broken');
  });
});
