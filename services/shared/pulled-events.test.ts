import { describe, expect, test } from '@jest/globals';
import { PulledEvents, type Puller, pulled } from './pulled-events.ts';

/** Gives what it is told to, within the asking. */
class Given extends PulledEvents<number> {
  left = 0;

  constructor(private readonly numbers: number[]) {
    super();
  }

  pull(puller: Puller<number>): void {
    const number = this.numbers.shift();
    if (number === undefined) puller.end();
    else if (number < 0) puller.fail(new Error('below zero'));
    else puller.event(number);
  }

  leave(): void {
    this.left += 1;
  }
}

/** What one asking brings, noted in the order in which it is told. */
function noting<Event>(seen: unknown[]): Puller<Event> {
  return {
    event: (event) => void seen.push(event),
    end: () => void seen.push('end'),
    fail: (reason) => void seen.push(reason),
  };
}

describe('pulled events', () => {
  test('read as any async iterable, and are left with the loop', async () => {
    const events = new Given([1, 2, 3]);

    const seen: number[] = [];
    for await (const event of events) {
      seen.push(event);
      if (event === 2) break;
    }

    expect(seen).toEqual([1, 2]);
    expect(events.left).toBe(1);
  });

  test('a failure is thrown to who iterates', async () => {
    await expect(new Given([-1]).next()).rejects.toThrow('below zero');
  });

  test('are what they are when they are pulled again', () => {
    const events = new Given([]);

    expect(pulled(events)).toBe(events);
  });

  test('any iterable can be pulled: its events, its end and its failure are told', async () => {
    const broken = new Error('broken');
    async function* source(last: Error | null) {
      yield 1;
      if (last) throw last;
    }
    const told = async (events: PulledEvents<number>) => {
      const seen: unknown[] = [];
      for (let asked = 1; asked <= 2; asked += 1) {
        events.pull(noting(seen));
        while (seen.length < asked) await new Promise(setImmediate);
      }
      return seen;
    };

    expect(await told(pulled(source(null)))).toEqual([1, 'end']);
    expect(await told(pulled(source(broken)))).toEqual([1, broken]);
  });

  test('leaving an iterable closes it', async () => {
    let isClosed = false;
    async function* source() {
      try {
        yield 1;
      } finally {
        isClosed = true;
      }
    }
    const events = pulled(source());
    await events.next();

    await events.leave();

    expect(isClosed).toBe(true);
  });
});
