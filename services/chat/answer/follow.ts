import { AppError } from '../../shared/errors.ts';
import { PulledEvents, type Puller, pulled } from '../../shared/pulled-events.ts';
import type { Answer, AnswerEvent } from './answer.ts';
import type { AnswerLog } from './answer-log.ts';

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
 * The reading can be left at any time, and ends without an error when the signal is aborted. A reader that takes
 * nothing for too long is closed; asking again then fails with GATEWAY_TIMEOUT, which tells why and where to resume.
 */
export function followAnswer(
  parts: FollowParts,
  answerId: string,
  afterSequence: number,
  signal: AbortSignal,
): PulledEvents<AnswerEvent> {
  return new Following(parts, answerId, afterSequence, signal);
}

class Following extends PulledEvents<AnswerEvent> implements Puller<AnswerEvent> {
  /** Who waits for an event. */
  private puller: Puller<AnswerEvent> | null = null;
  /** Saved ones that the reader does not have yet, the next one last; null before it was looked. */
  private standing: AnswerEvent[] | null = null;
  private isRunning = true;
  private reading: PulledEvents<AnswerEvent> | null = null;
  private readingSince = 0;
  /** How often it was looked in vain since the last event of the log. */
  private looks = 0;
  private isOver = false;
  private hasStalled = false;
  private readonly quietMs: number;
  private readonly stallMs: number;
  // Set back and not made anew for each event: that costs a tenth.
  private quiet: NodeJS.Timeout | undefined;
  private stall: NodeJS.Timeout | undefined;
  private readonly left = new AbortController();
  private readonly onAbort = () => this.leave();

  constructor(
    private readonly parts: FollowParts,
    private readonly answerId: string,
    private sequence: number,
    private readonly signal: AbortSignal,
  ) {
    super();
    this.quietMs = parts.quietMs ?? 3_000;
    this.stallMs = parts.stallMs ?? 60_000;
    // Nothing that is saved is ahead of it.
    if (parts.log.isRunningHere(answerId)) this.standing = [];
    if (signal.aborted) this.leave();
    else signal.addEventListener('abort', this.onAbort, { once: true });
  }

  pull(puller: Puller<AnswerEvent>): void {
    if (this.hasStalled) puller.fail(stalled(this.sequence));
    else if (this.isOver) puller.end();
    else {
      this.puller = puller;
      if (this.standing === null) void this.look();
      else this.goOn(this.standing);
    }
  }

  leave(): void {
    this.release();
    this.answered()?.end();
  }

  /** Of the log. */
  event(event: AnswerEvent): void {
    this.looks = 0;
    if (event.kind === 'COMPLETED' || event.kind === 'FAILED') this.release();
    this.give(event);
  }

  /** Of the log, which was quiet or ends before its answer does: what is saved tells, at once and then not without pause. */
  end(): void {
    if (this.isOver) return;
    clearTimeout(this.quiet);
    this.reading = null;
    this.looks += 1;
    const restMs = this.quietMs - (performance.now() - this.readingSince);
    if (this.looks < 2 || restMs <= 0) void this.look();
    else this.quiet = setTimeout(() => void this.look(), restMs);
  }

  fail(reason: unknown): void {
    this.release();
    this.answered()?.fail(reason);
  }

  private async look(): Promise<void> {
    try {
      const happened = await this.parts.saved(this.answerId);
      if (this.isOver) return;
      if (happened === null) return this.leave();
      this.isRunning = happened.answer.status === 'GENERATING';
      this.standing = happened.events.slice(this.sequence).reverse();
    } catch (reason) {
      return this.fail(reason);
    }
    this.goOn(this.standing);
  }

  private goOn(standing: AnswerEvent[]): void {
    const event = standing.pop();
    if (event) this.give(event);
    else if (this.isRunning) this.follow();
    else this.leave();
  }

  private follow(): void {
    if (this.reading === null) {
      const { log } = this.parts;
      this.reading = pulled(log.read(this.answerId, this.sequence, this.left.signal));
      this.readingSince = performance.now();
      this.quiet = setTimeout(() => this.puller && this.reading?.leave(), this.quietMs);
    } else this.quiet?.refresh();
    this.reading.pull(this);
  }

  private give(event: AnswerEvent): void {
    const puller = this.answered();
    if (puller === null) return;
    this.sequence = event.sequence;
    if (!this.isOver) this.watch();
    puller.event(event);
  }

  /** Whether the reader takes what it is given. */
  private watch(): void {
    if (this.stall) return void this.stall.refresh();
    this.stall = setTimeout(() => {
      // Who waits for an event is patient enough.
      if (this.puller) return;
      this.hasStalled = true;
      this.release();
    }, this.stallMs).unref();
  }

  private answered(): Puller<AnswerEvent> | null {
    const { puller } = this;
    this.puller = null;
    return puller;
  }

  private release(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.signal.removeEventListener('abort', this.onAbort);
    clearTimeout(this.quiet);
    clearTimeout(this.stall);
    this.left.abort();
  }
}

function stalled(afterSequence: number): AppError {
  return new AppError('GATEWAY_TIMEOUT', 'a reader took nothing for too long', {
    publicMessage: `The reader stopped reading and was closed; it can resume after sequence ${afterSequence}.`,
    details: { reason: 'READER_STALLED', afterSequence },
  });
}
