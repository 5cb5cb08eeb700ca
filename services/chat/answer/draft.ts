import { phrase } from '../phrases.ts';
import type { Answer, AnswerEvent, AnswerHappening, Failure } from './answer.ts';
import type { Progress } from './prose.ts';

/** Why the making of an answer was ended from outside. */
export type Ending = 'STOPPED' | 'LATE' | 'SHUTDOWN' | 'LOST';

/** The answer after something has happened to it. */
export function after(answer: Answer, happening: AnswerHappening): Answer {
  switch (happening.kind) {
    case 'TEXT':
      return { ...answer, text: answer.text + happening.text };
    case 'CITATION':
      return { ...answer, citations: [...answer.citations, happening.citation] };
    case 'TOOL':
      return { ...answer, toolsUsed: [...answer.toolsUsed, happening.tool] };
    default:
      return answer;
  }
}

/** An answer with its events while it is made. */
export type Draft = {
  answer: Answer;
  events: AnswerEvent[];
  /** Whether anything has changed since this was set to false. */
  changed: boolean;
};

/** Writes what an answer's making tells into its draft. @param append gives the event its place */
export function progressOf(
  draft: Draft,
  append: (happening: AnswerHappening) => Promise<AnswerEvent>,
): Progress {
  return {
    async say(happening) {
      const event = await append(happening);
      draft.events.push(event);
      draft.answer = { ...after(draft.answer, happening), lastSequence: event.sequence };
      draft.changed = true;
    },
    claim(claims) {
      draft.answer = { ...draft.answer, claims: [...draft.answer.claims, ...claims] };
    },
    spend(usage) {
      const before = draft.answer.usage ?? { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0 };
      const sum = {
        inputTokens: before.inputTokens + usage.inputTokens,
        outputTokens: before.outputTokens + usage.outputTokens,
        cacheReadTokens: before.cacheReadTokens + usage.cacheReadTokens,
      };
      draft.answer = { ...draft.answer, usage: sum };
    },
  };
}

export function interruption({ language }: Pick<Answer, 'language'>): Failure {
  return { code: 'INTERRUPTED', message: phrase('interrupted', language), retryable: true };
}

/**
 * The answer as it ends.
 * @param ending null when nobody ended it
 * @param failure why it broke off by itself; null when all was said
 */
export function endedAnswer(
  draft: Answer,
  ending: Ending | null,
  failure: Failure | null,
  completedAt: Date,
): Answer {
  const answer = { ...draft, completedAt, lastSequence: draft.lastSequence + 1 };
  if (ending === 'STOPPED') return { ...answer, status: 'STOPPED' };
  if (ending === 'LATE') {
    const message = phrase('interrupted', draft.language);
    return { ...answer, status: 'FAILED', failure: { code: 'GATEWAY_TIMEOUT', message, retryable: true } };
  }
  if (ending !== null) return { ...answer, status: 'INTERRUPTED', failure: interruption(draft) };
  return { ...answer, status: failure === null ? 'COMPLETED' : 'FAILED', failure };
}

/** The event that ends an answer's log. */
export function lastHappening(answer: Answer): AnswerHappening {
  return answer.failure === null
    ? { kind: 'COMPLETED', answer }
    : { kind: 'FAILED', failure: answer.failure };
}
