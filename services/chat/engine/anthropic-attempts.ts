import type { Message } from '@anthropic-ai/sdk/resources/messages/messages';
import { type ModelError, modelErrorOf } from './anthropic-errors.ts';
import type { EngineEvent } from './engine.ts';

export type Attempts = {
  signal: AbortSignal;
  /** Waits; rejects when the signal is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  onRetry(error: ModelError): void;
  /** Milliseconds since 1970. */
  now(): number;
};

/** Pauses before the second and third attempt. */
const pausesMs = [500, 2_000];
/** A reader waits no longer than this for a model that asks for patience. */
const longestPauseMs = 10_000;

/**
 * Sends a request again when it failed before any of its text was shown. Text that was shown can't be taken back, and
 * a second answer would not go on from it.
 * @throws ModelError of the last attempt; the signal's reason when it is aborted
 */
export async function* withRetries(
  round: () => AsyncGenerator<EngineEvent, Message>,
  { signal, pause, onRetry, now }: Attempts,
): AsyncGenerator<EngineEvent, Message> {
  for (let attempt = 0; ; attempt += 1) {
    let shown = false;
    const events = round();
    try {
      for (;;) {
        const { value, done } = await events.next();
        if (done) return value;
        shown = true;
        yield value;
      }
    } catch (cause) {
      signal.throwIfAborted();
      const error = modelErrorOf(cause, now());
      const waitMs = Math.max(error.retryAfterMs ?? 0, pausesMs[attempt] ?? 0);
      if (shown || !error.canRetry || attempt >= pausesMs.length || waitMs > longestPauseMs) throw error;
      onRetry(error);
      await pause(waitMs, signal);
    } finally {
      // The reader may leave in the middle: the round then closes its connection
      await events.return(undefined as never);
    }
  }
}
