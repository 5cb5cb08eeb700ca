import type { AnswerEvent, AnswerHappening } from './answer.ts';

/**
 * What happens to answers, in order, while they are made. It serves those who watch; what lasts is in PostgreSQL.
 * One process writes an answer's log; any process of the same log reads it.
 */
export type AnswerLog = {
  /**
   * Adds the next event: sequences start at 1 and have no gaps.
   * @throws AppError CONFLICT once the log of this answer has ended, or when another process has written to it
   */
  append(answerId: string, happening: AnswerHappening): Promise<AnswerEvent>;
  /**
   * Replays what stands after a sequence, then follows. It ends with the log, when the reader leaves or when the
   * signal is aborted, also while nothing happens. Pulled: a slow reader holds nothing but its place.
   * @param afterSequence 0 for all; a log that does not exist yet is waited for
   */
  read(answerId: string, afterSequence: number, signal: AbortSignal): AsyncIterableIterator<AnswerEvent>;
  /** Whether this process has all events so far of an answer that has not ended. */
  isRunningHere(answerId: string): boolean;
  /** What stands now, without waiting; empty when there is no log. */
  standing(answerId: string): Promise<AnswerEvent[]>;
  /** No event follows any more: readers end once they have read what stands. */
  end(answerId: string): Promise<void>;
  /** Forgets everything at once; readers end. */
  remove(answerId: string): Promise<void>;
  /** Asks whichever process makes the answer to stop. */
  requestStop(answerId: string): Promise<void>;
  /** Hears of stops that any process asks for. */
  onStopRequest(listener: (answerId: string) => void): void;
  close(): Promise<void>;
};
