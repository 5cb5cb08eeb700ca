import type { StopReason } from '@anthropic-ai/sdk/resources/messages/messages';
import type { EngineFailureCode } from './failure.ts';

/** What follows from the reason why the model stopped. */
export type AfterRound =
  | { kind: 'DONE' }
  | { kind: 'USE_TOOLS' }
  /** The model wants to go on where it was. */
  | { kind: 'GO_ON' }
  | { kind: 'FAILED'; code: EngineFailureCode };

export function afterRound(reason: StopReason | null): AfterRound {
  switch (reason) {
    case 'end_turn':
    case 'stop_sequence':
      return { kind: 'DONE' };
    case 'tool_use':
      return { kind: 'USE_TOOLS' };
    case 'pause_turn':
      return { kind: 'GO_ON' };
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return { kind: 'FAILED', code: 'MODEL_CUT_SHORT' };
    case 'refusal':
      return { kind: 'FAILED', code: 'MODEL_REFUSED' };
    default:
      // No reason, or one of a later version of the API: the answer may be whole or not, so it does not count as whole.
      return { kind: 'FAILED', code: 'MODEL_UNREACHABLE' };
  }
}
