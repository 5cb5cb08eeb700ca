import type { Language } from '../../shared/language.ts';
import type { Failure } from '../answer/answer.ts';
import { type PhraseKey, phrase } from '../phrases.ts';

/** Why an engine could not say all it had to say. */
export type EngineFailureCode =
  /** The caller's signal was aborted: nobody waits for an end any more. */
  | 'STOPPED'
  /** The model would not answer. */
  | 'MODEL_REFUSED'
  /** The longest answer or context was reached. */
  | 'MODEL_CUT_SHORT'
  /** Too many requests, or the model's servers are overloaded. */
  | 'MODEL_BUSY'
  /** The stream went quiet. */
  | 'MODEL_STALLED'
  /** The overall deadline passed. */
  | 'MODEL_TIMEOUT'
  /** No connection, a cut one, an answer that can't be read, or a fault on the model's side. */
  | 'MODEL_UNREACHABLE'
  /** Our request or key was refused; trying again changes nothing. */
  | 'MODEL_REJECTED'
  /** The model kept asking for tools. */
  | 'TOO_MANY_TOOL_ROUNDS'
  | 'ENGINE_DEFECT';

const told: Record<EngineFailureCode, { phrase: PhraseKey; retryable: boolean }> = {
  STOPPED: { phrase: 'stopped', retryable: false },
  MODEL_REFUSED: { phrase: 'refused', retryable: false },
  MODEL_CUT_SHORT: { phrase: 'cutShort', retryable: false },
  MODEL_BUSY: { phrase: 'busy', retryable: true },
  MODEL_STALLED: { phrase: 'interrupted', retryable: true },
  MODEL_TIMEOUT: { phrase: 'interrupted', retryable: true },
  MODEL_UNREACHABLE: { phrase: 'failed', retryable: true },
  MODEL_REJECTED: { phrase: 'failed', retryable: false },
  TOO_MANY_TOOL_ROUNDS: { phrase: 'failed', retryable: true },
  ENGINE_DEFECT: { phrase: 'failed', retryable: true },
};

/** A failure as the reader hears of it: a fixed text in the answer's language, nothing from inside. */
export function engineFailure(code: EngineFailureCode, language: Language): Failure {
  const { phrase: key, retryable } = told[code];
  return { code, message: phrase(key, language), retryable };
}
