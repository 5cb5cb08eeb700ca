import { AnthropicError, APIConnectionError, APIError } from '@anthropic-ai/sdk';
import type { EngineFailureCode } from './failure.ts';

/** What went wrong between us and the model, with the vendor's error as its cause. For the log, never for a reader. */
export class ModelError extends Error {
  constructor(
    readonly code: EngineFailureCode,
    /** Whether the same request may be sent again, as long as nothing of its answer has been shown. */
    readonly canRetry: boolean,
    /** How long the model asks us to wait; null when it does not say. */
    readonly retryAfterMs: number | null,
    cause: unknown,
  ) {
    super(`${code}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'ModelError';
  }
}

/** The stream went quiet for longer than the watchdog allows. */
export class StreamStalled extends Error {
  constructor(idleMs: number) {
    super(`no event for ${idleMs} ms`);
    this.name = 'StreamStalled';
  }
}

/** `retry-after` in milliseconds: seconds, or the date to wait for. */
function retryAfterOf(headers: Headers | undefined, now: number): number | null {
  const inMs = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(inMs)) return inMs;
  const given = headers?.get('retry-after');
  if (!given) return null;
  const seconds = Number(given);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(given) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

function codeOf({ status, type }: APIError): { code: EngineFailureCode; canRetry: boolean } {
  // An error event in a stream has a type and no status
  if (status === 429 || type === 'rate_limit_error') return { code: 'MODEL_BUSY', canRetry: true };
  if (status === 529 || type === 'overloaded_error') return { code: 'MODEL_BUSY', canRetry: true };
  if (status === undefined || status >= 500 || status === 408) {
    return { code: 'MODEL_UNREACHABLE', canRetry: true };
  }
  return { code: 'MODEL_REJECTED', canRetry: false };
}

/**
 * Every way in which the SDK can fail, as one error of ours.
 * @param now milliseconds since 1970, for a `retry-after` that names a date
 */
export function modelErrorOf(cause: unknown, now: number): ModelError {
  if (cause instanceof ModelError) return cause;
  if (cause instanceof StreamStalled) return new ModelError('MODEL_STALLED', false, null, cause);
  if (cause instanceof APIConnectionError) return new ModelError('MODEL_UNREACHABLE', true, null, cause);
  if (cause instanceof APIError) {
    const { code, canRetry } = codeOf(cause);
    return new ModelError(code, canRetry, retryAfterOf(cause.headers, now), cause);
  }
  // A cut socket, an event that is no JSON, a stream that ends before its message does
  if (cause instanceof AnthropicError) return new ModelError('MODEL_UNREACHABLE', true, null, cause);
  return new ModelError('ENGINE_DEFECT', false, null, cause);
}
