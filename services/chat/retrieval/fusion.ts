/**
 * How much the first places of a list stand out. Named on both sides: Qdrant's own default is 2.
 * @source Cormack, Clarke, Büttcher, "Reciprocal Rank Fusion outperforms Condorcet", SIGIR 2009
 */
export const fusionK = 60;

/** What a place gives; places count from 0, as in Qdrant (reciprocal_rank_fusion.rs, read in version 1.18). */
const worth = (place: number, k: number): number => 1 / (place + k);

/**
 * Reciprocal rank fusion: an item's score is the sum of what its places give.
 * @param lists best first, each item once a list
 * @returns item to score, best first; equal scores by item
 */
export function fused(lists: readonly (readonly string[])[], k = fusionK): Map<string, number> {
  const scores = new Map<string, number>();
  for (const list of lists) {
    list.forEach((item, place) => {
      scores.set(item, Math.fround((scores.get(item) ?? 0) + Math.fround(worth(place, k))));
    });
  }
  return new Map([...scores].sort(byScore));
}

/** Best first, then by id: the one order of everything that is found. */
export function byScore(one: readonly [string, number], other: readonly [string, number]): number {
  return other[1] - one[1] || (one[0] < other[0] ? -1 : 1);
}
