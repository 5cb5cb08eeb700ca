import type { TermStatistics } from './passage-index.ts';
import type { AnalysedQuestion, AskedWord } from './question.ts';
import { inverseFrequency, type SparseVector, termIndex, termWeight, usualLength } from './sparse.ts';

/** How well a passage says what was asked, 0 to 1. */
export type Coverage = (passage: SparseVector) => number;

/** What a word of the glossary is worth against the question's own. */
const bySynonym = 0.8;
/** How far a passage that says a word often is ahead of one that says it once; the rest is for saying it at all. */
const byRepeats = 0.25;

/** The weight of a term said once in a passage of usual length, and of one said very often. */
const once = termWeight(1, usualLength);
const often = termWeight(4, usualLength);

type Weighed = { rarity: number; literal: number; own: number[]; synonyms: number[] };

function weighed(
  { own, synonyms, share, literal }: AskedWord,
  { passages, frequency }: TermStatistics,
): Weighed {
  const known = (terms: readonly string[]) => terms.map(termIndex).filter((term) => frequency(term) > 0);
  const [ownKnown, synonymsKnown] = [known(own), known(synonyms)];
  const rarities = (ownKnown.length > 0 ? ownKnown : synonymsKnown).map((term) =>
    inverseFrequency(passages, frequency(term)),
  );
  // A word that no passage knows counts as the rarest there could be: the sources are silent on it.
  const rarity = rarities.length > 0 ? Math.min(...rarities) : inverseFrequency(passages, 0);
  return { rarity: rarity * share, literal, own: ownKnown, synonyms: synonymsKnown };
}

/** How much a term's weight in a passage says: nothing, said, or said often. */
function said(weight: number): number {
  if (weight === 0) return 0;
  const repeats = Math.min(1, Math.max(0, (weight - once) / (often - once)));
  return 1 - byRepeats + byRepeats * repeats;
}

/**
 * Measures passages against a question: the share of its words that a passage says, rare words counting more.
 * @param statistics of the whole index, so that the measure is the same in either store
 */
export function coverageOf({ words }: AnalysedQuestion, statistics: TermStatistics): Coverage {
  const asked = words.map((word) => weighed(word, statistics));
  const all = asked.reduce((sum, { rarity }) => sum + rarity, 0);
  return ({ indices, values }) => {
    const weights = new Map(indices.map((index, at) => [index, values[at] ?? 0]));
    const best = (terms: readonly number[]) =>
      Math.max(0, ...terms.map((term) => said(weights.get(term) ?? 0)));
    const sum = asked.reduce(
      (total, { rarity, literal, own, synonyms }) =>
        total + rarity * Math.max(literal * best(own), bySynonym * best(synonyms)),
      0,
    );
    return all === 0 ? 0 : sum / all;
  };
}
