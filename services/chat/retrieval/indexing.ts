import type { Logger } from '../../shared/logger.ts';
import { analysisVersion, termCounts } from './analysis.ts';
import type { Embedder } from './embeddings.ts';
import type { KnowledgeDocument } from './knowledge.ts';
import type { IndexedDocument, Origin, PassageIndex } from './passage-index.ts';
import { documentVector, type SparseVector } from './sparse.ts';

type Indexing = {
  index: PassageIndex;
  embed: Embedder | null;
  /** By passage id, where they were computed before */
  vectors?: ReadonlyMap<string, SparseVector>;
  logger: Logger;
  signal: AbortSignal;
};

export type IndexingReport = { documents: number; changed: number; gone: number; passages: number };

/** Documents written at once: a failure loses little, and no request grows large. */
const batchSize = 20;

/** A document without dense vectors is indexed anew once an embedder answers again. */
const hashOf = (document: KnowledgeDocument, dense: boolean): string =>
  `${analysisVersion}.${document.hash}${dense ? '.dense' : ''}`;

/** A document as an index takes it; without dense vectors when the embedder fails, which is said in the log once. */
async function indexed(
  documents: readonly KnowledgeDocument[],
  { index, embed, logger, signal, vectors: known }: Indexing,
): Promise<IndexedDocument[]> {
  const passages = documents.flatMap((document) => document.passages);
  let vectors: number[][] | null = null;
  if (embed && index.dimension !== null) {
    try {
      vectors = await embed.embed(
        passages.map(({ title, text }) => `${title}\n${text}`),
        signal,
      );
    } catch (error) {
      signal.throwIfAborted();
      logger.warn({ err: error }, 'indexing by words alone: embeddings failed');
    }
  }
  let at = 0;
  return documents.map((document) => ({
    key: document.key,
    hash: hashOf(document, vectors !== null),
    passages: document.passages.map((passage, ordinal) => ({
      passage,
      ordinal,
      sparse: known?.get(passage.id) ?? documentVector(termCounts(passage), passage.id),
      dense: vectors?.[at++] ?? null,
    })),
  }));
}

/** Puts documents into an index, whatever it held of them. */
export async function indexDocuments(
  documents: readonly KnowledgeDocument[],
  origin: Origin,
  indexing: Indexing,
): Promise<void> {
  let { embed } = indexing;
  for (let at = 0; at < documents.length; at += batchSize) {
    const batch = await indexed(documents.slice(at, at + batchSize), { ...indexing, embed });
    // An embedder that failed once is not asked again for every batch.
    if (batch.some(({ hash }) => !hash.endsWith('.dense'))) embed = null;
    await indexing.index.write({ origin, documents: batch, gone: [] }, indexing.signal);
  }
  if (documents.length > 0) await indexing.index.refresh(indexing.signal);
}

/**
 * Brings an index in line with the committed articles: what changed is written, what vanished taken out, the rest left.
 * @throws what the index throws
 */
export async function indexArticles(
  documents: readonly KnowledgeDocument[],
  indexing: Indexing,
): Promise<IndexingReport> {
  const { index, embed, signal } = indexing;
  const known = await index.stamps('article', signal);
  const dense = embed !== null && index.dimension !== null;
  const changed = documents.filter((document) => known.get(document.key) !== hashOf(document, dense));
  const present = new Set(documents.map(({ key }) => key));
  const gone = [...known.keys()].filter((key) => !present.has(key));
  await indexDocuments(changed, 'article', indexing);
  if (gone.length > 0) {
    await index.write({ origin: 'article', documents: [], gone }, signal);
    await index.refresh(signal);
  }
  return {
    documents: documents.length,
    changed: changed.length,
    gone: gone.length,
    passages: index.contents().passages,
  };
}
