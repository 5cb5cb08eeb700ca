import type { Schemas } from '@qdrant/js-client-rest';
import { byScore, fusionK } from './fusion.ts';
import { type Hit, type IndexQuery, listDepth } from './passage-index.ts';
import { byMeaning, byWords, filterOf, sparseOf, storedOf } from './qdrant-point.ts';

/** Ties of the fusion come in any order: this many more are read, so that none is cut off by chance. */
const margin = 8;

const content = { with_payload: true, with_vector: [byWords] };

/**
 * The searches for a query, in one batch. Without a dense query: by words. With one: both lists fused by Qdrant, and the
 * dense list once more for its cosines, which the fusion drops.
 */
export function searchesFor({ sparse, dense, filter, limit }: IndexQuery): Schemas['QueryRequest'][] {
  const where = filterOf(filter);
  const words = { query: sparse, using: byWords, filter: where };
  if (!dense) return [{ ...words, limit, ...content }];
  const meaning = {
    query: [...dense],
    using: byMeaning,
    filter: where,
    limit: listDepth,
    // Some thousand passages need no shortcut, and this way both stores find the same.
    params: { exact: true },
  };
  const lists = sparse.indices.length > 0 ? [{ ...words, limit: listDepth }, meaning] : [meaning];
  return [
    { prefetch: lists, query: { rrf: { k: fusionK } }, limit: limit + margin, ...content },
    { ...meaning, with_payload: false, with_vector: false },
  ];
}

/** The hits in what came back, in our order. */
export function hitsFrom(responses: readonly Schemas['QueryResponse'][], limit: number): Hit[] {
  const [ranked, meaning] = responses;
  const similarity = new Map(meaning?.points.map(({ id, score }) => [id, Math.fround(score)]));
  const hits = (ranked?.points ?? []).map((point): Hit => {
    const stored = storedOf(point);
    return {
      ...stored,
      score: Math.fround(point.score),
      sparse: sparseOf(point),
      similarity: similarity.get(point.id) ?? null,
    };
  });
  const inOrder = hits.sort((one, other) =>
    byScore([one.passage.id, one.score], [other.passage.id, other.score]),
  );
  return inOrder.slice(0, limit);
}
