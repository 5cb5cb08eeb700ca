import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { type BuiltKnowledge, builtKnowledge, vectorsOf } from './built-knowledge.ts';
import { type Embedder, makeEmbedder } from './embeddings.ts';
import { makeGlossary } from './glossary.ts';
import { indexArticles } from './indexing.ts';
import { makeMemoryIndex } from './memory-index.ts';
import type { Retriever } from './passage.ts';
import type { PassageIndex } from './passage-index.ts';
import type { DenseModel } from './qdrant-collection.ts';
import type { RetrievalSettings } from './retrieval-settings.ts';
import { makeRetriever } from './retriever.ts';
import { spellingOver } from './spelling.ts';

type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

type Opening = {
  settings: RetrievalSettings;
  /** The articles as the build has read them; read from their folder when there is none. */
  knowledge?: BuiltKnowledge | null;
  logger: Logger;
  /** Between two tries to reach Qdrant */
  pause?: Pause;
};

export type OpenRetrieval = {
  /** Throws AppError DOWNSTREAM_SERVICE_ERROR until the index was reached for the first time. */
  retriever: Retriever;
  /** The index once it was reached; null before. */
  index(): PassageIndex | null;
  /** Resolves when the articles are indexed for the first time. */
  ready: Promise<void>;
  close(): Promise<void>;
};

const retryMs = 15_000;
/** For reading everything and indexing it, embeddings included. */
const indexingMs = 10 * 60_000;

const wait: Pause = (ms, signal) => sleep(ms, undefined, { signal, ref: false });

/** The model with the length of its vectors, which it is asked for when no setting says it. */
async function denseModel(embed: Embedder | null, { settings, logger }: Opening, signal: AbortSignal) {
  if (!embed) return null;
  const dimension = settings.embeddings?.dimension;
  if (dimension) return { model: embed.model, dimension } satisfies DenseModel;
  try {
    const [vector = []] = await embed.embed(['length'], signal);
    return { model: embed.model, dimension: vector.length } satisfies DenseModel;
  } catch (error) {
    signal.throwIfAborted();
    logger.warn({ err: error }, 'starting without embeddings: their service failed');
    return 'unknown';
  }
}

type Parts = { embed: Embedder | null; knowledge: BuiltKnowledge };

async function openIndex(opening: Opening, { embed, knowledge }: Parts, signal: AbortSignal) {
  const { settings, logger } = opening;
  const dense = await denseModel(embed, opening, signal);
  const { documents } = knowledge;
  const vectors = vectorsOf(knowledge);
  const indexing = { embed: dense === 'unknown' ? null : embed, vectors, logger, signal };
  if (settings.qdrant === null) {
    const index = makeMemoryIndex(dense === 'unknown' ? null : (dense?.dimension ?? null));
    logger.info(await indexArticles(documents, { index, ...indexing }), 'articles indexed in this process');
    return index;
  }
  // Loaded only where there is a Qdrant.
  const { qdrantClient } = await import('./qdrant-call.ts');
  const { openQdrantIndex } = await import('./qdrant-index.ts');
  const client = qdrantClient(settings.qdrant);
  const { alias } = settings.qdrant;
  const index = await openQdrantIndex({ client, alias, dense, logger, signal });
  logger.info(await indexArticles(documents, { index, ...indexing }), 'articles indexed in Qdrant');
  await index.publish(signal);
  return index;
}

/**
 * Reads the articles and brings the index in line with them. Wrong articles stop the start; a Qdrant that can't be
 * reached does not, and is tried again until it can.
 * @throws KnowledgeError
 */
export async function openRetrieval(opening: Opening): Promise<OpenRetrieval> {
  const { settings, logger, pause = wait } = opening;
  const knowledge = opening.knowledge ?? (await builtKnowledge());
  const glossary = makeGlossary(knowledge.concepts);
  const spelling = spellingOver(knowledge.spelling);
  const random = Math.random;
  const embed = settings.embeddings && makeEmbedder({ ...settings.embeddings, fetch, random, pause: wait });
  const closing = new AbortController();
  let retriever: Retriever | null = null;
  let index: PassageIndex | null = null;

  const reach = async (): Promise<void> => {
    while (!retriever) {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(indexingMs)]);
      try {
        const reached = await openIndex(opening, { embed, knowledge }, signal);
        index = reached;
        retriever = makeRetriever({ ...settings, index: reached, embed, glossary, spelling, logger });
      } catch (error) {
        if (closing.signal.aborted) return;
        logger.error({ err: error }, 'the knowledge index was not reached; trying again');
        await pause(retryMs, closing.signal).catch(() => undefined);
      }
    }
  };
  const ready = reach();
  // What needs no network is there at once.
  if (settings.qdrant === null && !embed) await ready;

  const reached = (): Retriever => {
    if (retriever) return retriever;
    throw new AppError('DOWNSTREAM_SERVICE_ERROR', 'the knowledge index was not reached yet');
  };
  return {
    retriever: {
      search: async (query) => reached().search(query),
      about: async (queries) => reached().about(queries),
      aboutNow: (query) => retriever?.aboutNow(query) ?? null,
    },
    index: () => index,
    ready,
    async close() {
      closing.abort();
      await ready;
      await index?.close();
    },
  };
}
