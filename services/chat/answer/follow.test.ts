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

  test('an answer that is made here is read without looking at what is saved', async () => {
    const log = makeMemoryLog();
    await log.append('a', started);
    const saved = jest.fn(generating);

    const events = followAnswer({ log, saved }, 'a', 0, signal());

    expect((await events.next()).value).toMatchObject({ sequence: 1 });
    expect(saved).not.toHaveBeenCalled();
    await events.return?.();
  });

  test('one that has ended is read from what is saved, though the log still has it', async () => {
    const log = makeMemoryLog();
    const first = await log.append('a', started);
    await log.end('a');
    const ended = async () => ({ answer: { status: 'STOPPED' } as never, events: [first] });
    const saved = jest.fn(ended);

    const events = followAnswer({ log, saved }, 'a', 0, signal());

    expect((await events.next()).value).toMatchObject({ sequence: 1 });
    expect((await events.next()).done).toBe(true);
    expect(saved).toHaveBeenCalledTimes(1);
  });

  test('a log that says nothing any more does not hide that the answer has ended', async () => {
    const log = makeMemoryLog();
    await log.append('a', started);
    const failed = {
      sequence: 2,
      answerId: 'a',
      kind: 'FAILED',
      failure: { code: 'INTERRUPTED', message: 'Ask again.', retryable: true },
    } as const;
    const saved = async () => ({ answer: { status: 'INTERRUPTED' } as never, events: [failed, failed] });
    const events = followAnswer({ log, saved, quietMs: 3_000 }, 'a', 0, signal());
    await events.next();

    const waiting = events.next();
    await jest.advanceTimersByTimeAsync(3_000);

    expect((await waiting).value).toMatchObject({ sequence: 2, kind: 'FAILED' });
    expect((await events.next()).done).toBe(true);
  });

  test('leaving frees one that waits, at once', async () => {
    const log = makeMemoryLog();
    await log.append('a', started);
    const reader = new AbortController();
    const events = followAnswer({ log, saved: generating }, 'a', 1, reader.signal);
    const waiting = events.next();

    reader.abort();

    expect((await waiting).done).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('leaving before anything was read frees it', async () => {
    const events = followAnswer({ log: makeMemoryLog(), saved: generating }, 'a', 0, signal());

    await events.return?.();

    expect(await events.next()).toMatchObject({ done: true });
  });
});
