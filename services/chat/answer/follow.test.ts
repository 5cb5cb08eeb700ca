import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import { makeMemoryLog } from './answer-log.memory.ts';
import { followAnswer } from './follow.ts';

const started = {
  kind: 'STARTED',
  conversationId: 'c',
  engine: 'EXTRACTIVE',
  language: Language.EN,
} as const;
const signal = () => new AbortController().signal;

/** An answer of which nothing is saved yet. */
const generating = async () => ({ answer: { status: 'GENERATING' } as never, events: [] });

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('followAnswer', () => {
  test('an answer that does not exist has no events', async () => {
    const events = followAnswer({ log: makeMemoryLog(), saved: async () => null }, 'a', 0, signal());

    expect(await events.next()).toMatchObject({ done: true });
  });

  test('a reader that takes nothing is closed with a reason, and told where to resume', async () => {
    const log = makeMemoryLog();
    await log.append('a', started);
    await log.append('a', { kind: 'TEXT', text: 'Half ' });
    const events = followAnswer({ log, saved: generating, stallMs: 60_000 }, 'a', 0, signal());
    await events.next();

    await jest.advanceTimersByTimeAsync(60_000);

    await expect(events.next()).rejects.toMatchObject({
      code: 'GATEWAY_TIMEOUT',
      extensions: { reason: 'READER_STALLED', afterSequence: 1 },
    });
    const resumed = followAnswer({ log, saved: generating }, 'a', 1, signal());
    expect((await resumed.next()).value).toMatchObject({ sequence: 2 });
    await resumed.return?.();
  });

  test('a reader that waits is not one that stalls', async () => {
    const log = makeMemoryLog();
    await log.append('a', started);
    const events = followAnswer({ log, saved: generating, stallMs: 60_000 }, 'a', 0, signal());
    await events.next();

    const waiting = events.next();
    await jest.advanceTimersByTimeAsync(120_000);
    await log.append('a', { kind: 'TEXT', text: 'late' });

    expect((await waiting).value).toMatchObject({ sequence: 2, text: 'late' });
    await events.return?.();
  });

  test('leaving before anything was read frees it', async () => {
    const events = followAnswer({ log: makeMemoryLog(), saved: generating }, 'a', 0, signal());

    await events.return?.();

    expect(await events.next()).toMatchObject({ done: true });
  });
});
