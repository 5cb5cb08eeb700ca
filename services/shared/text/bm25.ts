import { makePostings, type Postings } from './postings.ts';

/** How often each term stands in a document; may be a fraction where fields have weights. */
export type TermCounts = ReadonlyMap<string, number>;
export type WeightedTerm = { term: string; weight: number };

export type Bm25 = {
  readonly documents: number;
  /** Rarity of a term from its number of documents; 0 for a term that stands nowhere. */
  rarity(term: string): number;
  /** The documents that hold a term, ascending; empty for a term that stands nowhere. */
  documentsWith(term: string): Uint32Array;
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

/**
 * What each posting adds to its document, saturated once and for all, so that scoring is one multiplication a posting.
 * A function of its own, or the index would hold on to the documents.
 */
function saturatedCounts(
  documents: readonly TermCounts[],
  postings: Postings,
  { saturation = 1.2, lengthPenalty = 0.5 }: Bm25Options,
): { starts: Uint32Array; values: Float32Array } {
  const lengths = documents.map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0));
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(documents.length, 1) || 1;
  const starts = new Uint32Array(postings.keys + 1);
  const values = new Float32Array(documents.reduce((sum, { size }) => sum + size, 0));
  let start = 0;
  for (const term of postings.allKeys()) {
    const key = postings.keyOf(term) ?? 0;
    const entries = postings.entriesOf(key);
    starts[key] = start;
    entries.forEach((document, at) => {
      const count = documents[document]?.get(term) ?? 0;
      const held = saturation * (1 - lengthPenalty + (lengthPenalty * (lengths[document] ?? 0)) / average);
      values[start + at] = (count * (saturation + 1)) / (count + held);
    });
    start += entries.length;
  }
  return { starts, values };
}

/**
 * Okapi BM25 over documents given by their term counts.
 * @source Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009
 */
export function makeBm25(documents: readonly TermCounts[], options: Bm25Options = {}): Bm25 {
  const postings = makePostings(documents.map((counts) => counts.keys()));
  const { starts, values } = saturatedCounts(documents, postings, options);
  return bm25Over(documents.length, postings, starts, values);
}

const none = new Uint32Array(0);

function bm25Over(documents: number, postings: Postings, starts: Uint32Array, values: Float32Array): Bm25 {
  const rarityOf = (found: number): number => Math.log(1 + (documents - found + 0.5) / (found + 0.5));
  const documentsWith = (term: string): Uint32Array => {
    const key = postings.keyOf(term);
    return key === undefined ? none : postings.entriesOf(key);
  };
  return {
    documents,
    documentsWith,
    rarity(term) {
      const found = documentsWith(term).length;
      return found === 0 ? 0 : rarityOf(found);
    },
    addScores(terms, scores) {
      for (const { term, weight } of terms) {
        const key = postings.keyOf(term);
        if (key === undefined) continue;
        const entries = postings.entriesOf(key);
        const start = starts[key] ?? 0;
        const gain = weight * rarityOf(entries.length);
        for (let at = 0; at < entries.length; at += 1) {
          const document = entries[at] ?? 0;
          scores[document] = (scores[document] ?? 0) + gain * (values[start + at] ?? 0);
        }
      }
    },
  };
}
