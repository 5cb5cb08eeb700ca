import type { AnswerEvent } from './answer.ts';

/** The events of one answer in memory, with those who wait for the next one. */
export type Track = {
  /** How many events there are. */
  readonly length: number;
  readonly ended: boolean;
  /** What stands after a sequence, at most `count`. */
  slice(afterSequence: number, count?: number): AnswerEvent[];
  /** Takes the event that follows the last one; others are passed over. */
  push(event: AnswerEvent): void;
  end(): void;
  read(afterSequence: number, signal: AbortSignal): AsyncIterableIterator<AnswerEvent>;
};

/** @param onIdle called when the last reader has left */
export function makeTrack(onIdle: () => void = () => {}): Track {
  const events: AnswerEvent[] = [];
  const waiting = new Set<() => void>();
  let ended = false;
  let readers = 0;

  const wake = () => {
    for (const go of waiting) go();
  };

  return {
    get length() {
      return events.length;
    },
    get ended() {
      return ended;
    },
    slice: (afterSequence, count = events.length) => events.slice(afterSequence, afterSequence + count),
    push(event) {
      if (event.sequence !== events.length + 1) return;
      events.push(event);
      wake();
    },
    end() {
      ended = true;
      wake();
    },
    // By hand: a generator with a listener for each wait costs an event more than all else on its way.
    read(afterSequence, signal) {
      let sequence = afterSequence;
      let over = false;
      let give: ((step: IteratorResult<AnswerEvent>) => void) | null = null;
      const done: IteratorResult<AnswerEvent> = { done: true, value: undefined };

      const go = () => {
        if (give === null) return;
        const event = over ? undefined : events[sequence];
        if (event === undefined && !over && !ended) return;
        const waiter = give;
        give = null;
        if (event === undefined) {
          leave();
          waiter(done);
        } else {
          sequence += 1;
          waiter({ done: false, value: event });
        }
      };
      function leave(): void {
        if (over) return;
        over = true;
        waiting.delete(go);
        signal.removeEventListener('abort', leave);
        readers -= 1;
        go();
        if (readers === 0) onIdle();
      }

      readers += 1;
      waiting.add(go);
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
      return {
        next: () =>
          new Promise((resolve) => {
            give = resolve;
            go();
          }),
        async return() {
          leave();
          return done;
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
  };
}
