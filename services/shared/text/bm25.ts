import { inverted, listAt, type NumberLists } from './number-lists.ts';

/**
 * The numbered terms of each document, each once, and at the same place how often it stands there; may be a fraction
 * where fields have weights.
 */
export type TermCounts = { terms: NumberLists; counts: Float64Array };
export type WeightedTerm = { term: number; weight: number };

export type Bm25 = {
  readonly documents: number;
  /** Rarity of a term from its number of documents; 0 for a term that stands nowhere. */
  rarity(term: number): number;
  /** The documents that hold a term, ascending; empty for a term that stands nowhere. */
  documentsWith(term: number): Uint32Array;
  /**
   * Adds each document's score to its place in `scores`.
   * @param scores one place a document; the caller clears it
   */
  addScores(terms: Iterable<WeightedTerm>, scores: Float32Array): void;
};

type Bm25Options = {
  /** How fast repeats of a term stop counting */
  saturation?: number;
  /** How much long documents are held back, 0 to 1 */
  lengthPenalty?: number;
};

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** What each posting adds to its document, saturated once and for all, so that scoring is one multiplication a posting. */
function saturatedCounts(
  { terms: { starts, values: terms }, counts }: TermCounts,
  holders: NumberLists,
  { saturation = 1.2, lengthPenalty = 0.5 }: Bm25Options,
): Float32Array {
  const lengths = Float64Array.from({ length: starts.length - 1 }, (_, document) =>
    sum(counts.subarray(starts[document], starts[document + 1])),
  );
  const average = sum(lengths) / Math.max(lengths.length, 1) || 1;
  const result = new Float32Array(holders.values.length);
  const free = holders.starts.slice();
  lengths.forEach((length, document) => {
    const held = saturation * (1 - lengthPenalty + (lengthPenalty * length) / average);
    const end = starts[document + 1] ?? 0;
    for (let at = starts[document] ?? 0; at < end; at += 1) {
      const term = terms[at] ?? 0;
      const count = counts[at] ?? 0;
      const place = free[term] ?? 0;
      result[place] = (count * (saturation + 1)) / (count + held);
      free[term] = place + 1;
    }
  });
  return result;
}

/** What the ranking is computed from: plain data, which can be kept in a file. */
export type Bm25Lists = {
  readonly documents: number;
  /** By term: the documents that hold it, and at the same place what it adds to their scores */
  readonly holders: NumberLists;
  readonly values: Float32Array;
};

/** @param terms all terms are below it */
export function bm25Lists(terms: number, documents: TermCounts, options: Bm25Options = {}): Bm25Lists {
  const holders = inverted(terms, documents.terms);
  const values = saturatedCounts(documents, holders, options);
  return { documents: documents.terms.starts.length - 1, holders, values };
}

/**
 * Okapi BM25 over documents given by the counts of their numbered terms.
 * @param terms all terms are below it
 * @source Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009
 */
export function makeBm25(terms: number, documents: TermCounts, options: Bm25Options = {}): Bm25 {
  return bm25Over(bm25Lists(terms, documents, options));
}

export function bm25Over({ documents, holders, values }: Bm25Lists): Bm25 {
  const { starts } = holders;
  const startOf = (term: number): number => starts[term] ?? 0;
  const rarities = Float64Array.from({ length: starts.length - 1 }, (_, term) => {
    const found = startOf(term + 1) - startOf(term);
    return found === 0 ? 0 : Math.log(1 + (documents - found + 0.5) / (found + 0.5));
  });
  return {
    documents,
    documentsWith: (term) => listAt(holders, term),
    rarity: (term) => rarities[term] ?? 0,
    addScores(terms, scores) {
      for (const { term, weight } of terms) {
        const entries = listAt(holders, term);
        const start = startOf(term);
        const gain = weight * (rarities[term] ?? 0);
        for (let at = 0; at < entries.length; at += 1) {
          const document = entries[at] ?? 0;
          scores[document] = (scores[document] ?? 0) + gain * (values[start + at] ?? 0);
        }
      }
    },
  };
}
