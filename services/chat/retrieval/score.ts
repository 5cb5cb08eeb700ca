/** Scores of passages that no code led to end here; those of a code begin here. */
const codeFrom = 0.9;

/**
 * Below this score of its best passage, a question is not covered by the sources. Set on the development questions of
 * `evaluation/questions.json`; `npm run eval:retrieval` shows what it does to all of them.
 */
export const coveredFrom = 0.3;

export type MeaningScale = {
  /**
   * Cosine from which a passage that shares no word with the question is still about it. It depends on the model, so
   * there is no default: without it, meaning helps the order but never makes a question covered.
   */
  similarityFloor: number | null;
};

export type Found = {
  /** Share of the question that the passage says, 0 to 1 */
  coverage: number;
  /** Cosine with the question; null when unknown */
  similarity: number | null;
  /** Whether a code of the question led to it */
  byCode: boolean;
};

/** How well a passage answers, above 0 and at most 1, comparable between questions and between stores. */
export function calibrated(
  { coverage, similarity, byCode }: Found,
  { similarityFloor }: MeaningScale,
): number {
  const above =
    similarity === null || similarityFloor === null
      ? -1
      : (similarity - similarityFloor) / (1 - similarityFloor);
  const meant = above < 0 ? 0 : coveredFrom / codeFrom + (1 - coveredFrom / codeFrom) * above;
  const merit = Math.min(1, Math.max(coverage, meant, 1e-4));
  return byCode ? codeFrom + (1 - codeFrom) * merit : codeFrom * merit;
}

/** Whether passages that were found answer the question at all; without it, an answer says that the sources don't. */
export function isCovered(passages: readonly { score: number }[]): boolean {
  return passages.some(({ score }) => score >= coveredFrom);
}
