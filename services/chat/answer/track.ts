import { PulledEvents, type Puller } from '../../shared/pulled-events.ts';
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
  read(afterSequence: number, signal: AbortSignal): PulledEvents<AnswerEvent>;
};

/** @param onIdle called when the last reader has left */
export function makeTrack(onIdle: () => void = () => {}): Track {
  const events: AnswerEvent[] = [];
  const readings = new Set<TrackReading>();
  let ended = false;

  const wake = () => {
    for (const reading of readings) reading.go();
  };
  const track: Track = {
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
      const reading = new TrackReading({ track, events, signal }, afterSequence, () => {
        if (readings.delete(reading) && readings.size === 0) onIdle();
      });
      readings.add(reading);
      reading.begin();
      return reading;
    },
  };
  return track;
}

type Read = { track: Track; events: readonly AnswerEvent[]; signal: AbortSignal };

class TrackReading extends PulledEvents<AnswerEvent> {
  private puller: Puller<AnswerEvent> | null = null;
  private isOver = false;
  private readonly onAbort = () => this.leave();

  constructor(
    private readonly read: Read,
    private sequence: number,
    private readonly onLeave: () => void,
  ) {
    super();
  }

  begin(): void {
    const { signal } = this.read;
    if (signal.aborted) this.leave();
    else signal.addEventListener('abort', this.onAbort, { once: true });
  }

  pull(puller: Puller<AnswerEvent>): void {
    this.puller = puller;
    this.go();
  }

  /** Gives the next event to who waits for it, if it is there. */
  go(): void {
    const { puller } = this;
    if (puller === null) return;
    const event = this.isOver ? undefined : this.read.events[this.sequence];
    if (event !== undefined) {
      this.puller = null;
      this.sequence += 1;
      puller.event(event);
    } else if (this.isOver || this.read.track.ended) {
      this.puller = null;
      this.leave();
      puller.end();
    }
  }

  leave(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.read.signal.removeEventListener('abort', this.onAbort);
    this.onLeave();
    this.go();
  }
}
