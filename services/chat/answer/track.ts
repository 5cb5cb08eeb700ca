import type { AnswerEvent } from './answer.ts';
import { leavable } from './leavable.ts';

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
    const woken = [...waiting];
    waiting.clear();
    for (const go of woken) go();
  };

  const change = (left: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const go = () => {
        left.removeEventListener('abort', go);
        waiting.delete(go);
        resolve();
      };
      waiting.add(go);
      left.addEventListener('abort', go, { once: true });
    });

  async function* follow(afterSequence: number, left: AbortSignal): AsyncGenerator<AnswerEvent, void> {
    for (let sequence = afterSequence; !left.aborted; ) {
      const event = events[sequence];
      if (event !== undefined) {
        sequence += 1;
        yield event;
      } else if (ended) return;
      else await change(left);
    }
  }

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
    read(afterSequence, signal) {
      readers += 1;
      const leave = () => {
        readers -= 1;
        if (readers === 0) onIdle();
      };
      return leavable(signal, (left) => follow(afterSequence, left), leave);
    },
  };
}
