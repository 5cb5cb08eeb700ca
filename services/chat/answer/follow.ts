import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import type { Answer, AnswerEvent } from './answer.ts';
import type { AnswerLog } from './answer-log.ts';
import { leavable } from './leavable.ts';

export type FollowParts = {
  log: AnswerLog;
  /** What is saved of an answer; null when there is none. */
  saved(answerId: string): Promise<{ answer: Answer; events: AnswerEvent[] } | null>;
  /** After that long without an event it is looked up whether the answer has ended without the log saying so. */
  quietMs?: number;
  /** A reader that takes nothing for so long is closed. */
  stallMs?: number;
};

/**
 * An answer's events after a sequence: those that stand, then those to come, until it ends. What has ended is read
 * from where it is saved; the log serves what is still being made, and when it fails, what is saved goes on.
 * The iterator can be left at any time.
 */
export function followAnswer(
  { log, saved, quietMs = 3_000, stallMs = 60_000 }: FollowParts,
  answerId: string,
  afterSequence: number,
  signal: AbortSignal,
): AsyncIterableIterator<AnswerEvent> {
  async function* follow(left: AbortSignal): AsyncGenerator<AnswerEvent, void> {
    let sequence = afterSequence;
    let looks = 0;
    while (!left.aborted) {
      const happened = await saved(answerId);
      if (happened === null || left.aborted) return;
      for (const event of happened.events.slice(sequence)) {
        sequence = event.sequence;
        yield event;
      }
      if (happened.answer.status !== 'GENERATING') return;
      const startedAt = performance.now();
      for await (const event of untilQuiet(log.read(answerId, sequence, left), quietMs)) {
        sequence = event.sequence;
        looks = 0;
        yield event;
        if (event.kind === 'COMPLETED' || event.kind === 'FAILED') return;
      }
      looks += 1;
      // A log that ends before its answer does: what is saved tells, at once and then not without pause.
      const rest = quietMs - (performance.now() - startedAt);
      if (looks > 1 && rest > 0 && !left.aborted)
        await pause(rest, undefined, { signal: left }).catch(() => {});
    }
  }
  return patient(leavable(signal, follow), afterSequence, stallMs);
}

/** The events until none has come for a while. */
function untilQuiet(
  events: AsyncIterableIterator<AnswerEvent>,
  quietMs: number,
): AsyncIterableIterator<AnswerEvent> {
  let isWaiting = false;
  // One timer for all of them: to set it back costs a tenth of making another.
  const timer = setTimeout(() => {
    if (isWaiting) void events.return?.();
  }, quietMs);
  const came = (step: IteratorResult<AnswerEvent>) => {
    isWaiting = false;
    if (step.done) clearTimeout(timer);
    return step;
  };
  return {
    next() {
      isWaiting = true;
      timer.refresh();
      return events.next().then(came);
    },
    async return() {
      clearTimeout(timer);
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Closes the reading when its reader takes nothing for too long; asking again then tells why and where to resume. */
function patient(
  events: AsyncIterableIterator<AnswerEvent>,
  afterSequence: number,
  stallMs: number,
): AsyncIterableIterator<AnswerEvent> {
  let timer: NodeJS.Timeout | undefined;
  let last = afterSequence;
  let isReading = false;
  let stalled = false;
  const stall = () => {
    // Who waits for an event is patient enough.
    if (isReading) return;
    stalled = true;
    void events.return?.();
  };
  return {
    async next() {
      if (stalled) {
        throw new AppError('GATEWAY_TIMEOUT', 'a reader took nothing for too long', {
          publicMessage: `The reader stopped reading and was closed; it can resume after sequence ${last}.`,
          details: { reason: 'READER_STALLED', afterSequence: last },
        });
      }
      isReading = true;
      const step = await events.next();
      isReading = false;
      if (step.done) {
        clearTimeout(timer);
        return step;
      }
      last = step.value.sequence;
      // Set back and not made anew: there is one for every event of every reader.
      if (timer === undefined) timer = setTimeout(stall, stallMs).unref();
      else timer.refresh();
      return step;
    },
    async return() {
      clearTimeout(timer);
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
