import type { Answer } from '../answer/answer.ts';
import type { Turn } from '../engine/engine.ts';

export type Conversation = {
  id: string;
  /** Who may see it; never shown. */
  ownerId: string;
  /** The beginning of its first question. */
  title: string | null;
  createdAt: Date;
};

const longestTitle = 80;

/** A title from the first question: its first line, cut between words. */
export function titleOf(question: string): string {
  const line = question.trim().split('\n', 1)[0]?.replace(/\s+/g, ' ').trim() ?? '';
  if (line.length <= longestTitle) return line;
  const cut = line.slice(0, longestTitle);
  const space = cut.lastIndexOf(' ');
  return `${(space > longestTitle / 2 ? cut.slice(0, space) : cut.slice(0, -1)).trimEnd()}…`;
}

/** What an engine is told of a conversation, in characters: enough for follow-up questions, cheap for a model. */
const longestHistory = 12_000;
const longestAnswer = 3_000;

/**
 * The last turns before an answer, oldest first.
 * @param answers of the conversation in the order asked; those without text, and those that were made anew, say nothing
 * @param before id of the answer that is made anew; it and what came after it are left out. Null: all turns count.
 */
export function turnsOf(
  answers: readonly Pick<Answer, 'id' | 'question' | 'text' | 'replaces' | 'status'>[],
  before: string | null,
): Turn[] {
  const end = before === null ? -1 : answers.findIndex(({ id }) => id === before);
  const earlier = end < 0 ? answers : answers.slice(0, end);
  const replaced = new Set(answers.map(({ replaces }) => replaces));
  const turns: Turn[] = [];
  let left = longestHistory;
  for (const { id, question, text, status } of earlier.toReversed()) {
    if (text === '' || status === 'GENERATING' || replaced.has(id)) continue;
    // Markers name sources of that answer, not of the one to come
    const answer = text.replace(/ ?\[\d{1,3}\]/g, '').slice(0, longestAnswer);
    left -= question.length + answer.length;
    if (left < 0) break;
    turns.unshift({ question, answer });
  }
  return turns;
}
