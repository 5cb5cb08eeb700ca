/** Term indices ascending, each once, with their weights. */
export type SparseVector = { indices: number[]; values: number[] };

/** How soon repeats of a term stop counting (k1) and how much long passages are held back (b). */
const saturation = 1.2;
const lengthPenalty = 0.6;
/**
 * Length in terms at which a passage is neither held back nor favoured. Fixed instead of measured, so that a changed
 * document changes no other document's vector; the committed articles average about this.
 */
export const usualLength = 90;

/**
 * A term's place in the vectors: FNV-1a over its UTF-8 bytes, 32 bits, mixed once more so that similar words spread.
 * Two of 20,000 terms share a place with a chance of 5 % in all (n² / 2³³); they then count as one word, which
 * moves a rank at most.
 */
export function termIndex(term: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(term, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function vectorOf(weights: ReadonlyMap<number, number>): SparseVector {
  const entries = [...weights].sort(([one], [other]) => one - other);
  return { indices: entries.map(([index]) => index), values: entries.map(([, value]) => Math.fround(value)) };
}

/** The weight of a term that stands `count` times in a passage of a length, both in terms. */
export function termWeight(count: number, length: number): number {
  const held = saturation * (1 - lengthPenalty + (lengthPenalty * length) / usualLength);
  return (count * (saturation + 1)) / (count + held);
}

/**
 * The term part of BM25; rarity is the store's business, since it depends on what else is stored.
 * @param counts how often each term stands in the passage; may be a fraction
 * @param id the passage's id: moves all its weights by less than 1 in 10,000, so that two passages which say as much
 *   about a question never tie. Qdrant breaks ties at random, and ranks decide the fusion.
 */
export function documentVector(counts: ReadonlyMap<string, number>, id: string): SparseVector {
  const length = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const apart = 1 + (termIndex(id) / 2 ** 32) * 1e-4;
  const weights = new Map<number, number>();
  for (const [term, count] of counts) {
    const index = termIndex(term);
    weights.set(index, Math.max(weights.get(index) ?? 0, termWeight(count, length) * apart));
  }
  return vectorOf(weights);
}

/** A question's vector: the weight of each term, the higher one where two terms share a place. */
export function queryVector(terms: ReadonlyMap<string, number>): SparseVector {
  const weights = new Map<number, number>();
  for (const [term, weight] of terms) {
    const index = termIndex(term);
    weights.set(index, Math.max(weights.get(index) ?? 0, weight));
  }
  return vectorOf(weights);
}

/**
 * A term's rarity, exactly as Qdrant's `modifier: idf` has it, in 32-bit floats.
 * @param passages number of passages with a sparse vector
 * @param holding number of them that hold the term
 * @source qdrant/qdrant lib/segment/src/data_types/query_context.rs, `fancy_idf`
 */
export function inverseFrequency(passages: number, holding: number): number {
  return Math.fround(Math.log(Math.fround((passages - holding + 0.5) / (holding + 0.5) + 1)));
}
