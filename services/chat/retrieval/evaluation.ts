import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { Language } from '../../shared/language.ts';
import { projectPath } from '../../shared/project-root.ts';
import type { RankedPassage, Retriever } from './passage.ts';
import { isCovered } from './score.ts';

/** Seen while tuning; known by their shares only; written when all was fixed. */
export const evaluationSets = ['development', 'held-out', 'unseen'] as const;

/** A question as people ask it, with the documents that answer it; none when the sources don't cover it. */
const evaluationQuestion = z.strictObject({
  question: z.string().min(1),
  language: z.enum(Language),
  documents: z.array(z.string()),
  set: z.enum(evaluationSets),
});
export type EvaluationQuestion = z.infer<typeof evaluationQuestion>;

export async function readEvaluationQuestions(): Promise<EvaluationQuestion[]> {
  const path = projectPath('services', 'chat', 'retrieval', 'evaluation', 'questions.json');
  return z.array(evaluationQuestion).parse(JSON.parse(await readFile(path, 'utf8')));
}

export type Outcome = EvaluationQuestion & {
  found: RankedPassage[];
  /** Place of the first passage of a right document, from 1; null when not among those found. */
  rank: number | null;
  covered: boolean;
};

const depth = 10;

/** Asks every question in its language. */
export async function evaluateRetrieval(
  retriever: Retriever,
  questions: readonly EvaluationQuestion[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const each of questions) {
    const query = { text: each.question, language: each.language, topK: depth };
    const found = await retriever.search({ ...query, signal: AbortSignal.timeout(10_000) });
    const at = found.findIndex(({ documentId }) => each.documents.includes(documentId));
    outcomes.push({ ...each, found, rank: at < 0 ? null : at + 1, covered: isCovered(found) });
  }
  return outcomes;
}

export type Shares = {
  /** Questions that the sources answer, and those that they don't. */
  inside: number;
  outside: number;
  /** Share of inside questions with a right document first, and among the first five; 0 to 1. */
  first: number;
  recallAt5: number;
  /** Mean of 1/rank over inside questions. */
  meanReciprocalRank: number;
  /** Share of inside questions taken for uncovered, and of outside questions rightly refused. */
  wronglyRefused: number;
  refused: number;
};

export function sharesOf(outcomes: readonly Outcome[]): Shares {
  const inside = outcomes.filter(({ documents }) => documents.length > 0);
  const outside = outcomes.filter(({ documents }) => documents.length === 0);
  const share = (part: readonly unknown[], whole: readonly unknown[]) =>
    part.length / Math.max(whole.length, 1);
  const within = (most: number) => inside.filter(({ rank }) => rank !== null && rank <= most);
  const reciprocal = inside.reduce((sum, { rank }) => sum + (rank === null ? 0 : 1 / rank), 0);
  return {
    inside: inside.length,
    outside: outside.length,
    first: share(within(1), inside),
    recallAt5: share(within(5), inside),
    meanReciprocalRank: reciprocal / Math.max(inside.length, 1),
    wronglyRefused: share(
      inside.filter(({ covered }) => !covered),
      inside,
    ),
    refused: share(
      outside.filter(({ covered }) => !covered),
      outside,
    ),
  };
}
