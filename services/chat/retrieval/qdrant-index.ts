import type { QdrantClient, Schemas } from '@qdrant/js-client-rest';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { type Counted, contentsOf } from './contents.ts';
import type { IndexQuery, PassageIndex } from './passage-index.ts';
import { calling, statusOf } from './qdrant-call.ts';
import { type Collection, type DenseModel, openCollection } from './qdrant-collection.ts';
import { byWords, filterOf, ofOrigin, outdated, pointOf, sparseOf, storedOf } from './qdrant-point.ts';
import { hitsFrom, searchesFor } from './qdrant-search.ts';

export type QdrantIndexOptions = {
  client: QdrantClient;
  /** Name under which the passages are read */
  alias: string;
  /** "unknown" while the embedding service does not answer */
  dense: DenseModel | null | 'unknown';
  logger: Logger;
  signal: AbortSignal;
};

export type QdrantIndex = PassageIndex & {
  /** Shows readers what was written, when that went into a new collection. */
  publish(signal: AbortSignal): Promise<void>;
};

const pageSize = 256;

type Page = Pick<Schemas['ScrollRequest'], 'filter' | 'with_payload' | 'with_vector'>;

/** Reads points page by page. */
async function* scrolled(client: QdrantClient, name: string, page: Page, signal: AbortSignal) {
  let offset: Schemas['ScrollRequest']['offset'];
  do {
    const read = await calling('read points', signal, () =>
      client.scroll(name, { ...page, limit: pageSize, offset }),
    );
    yield* read.points;
    offset = read.next_page_offset;
  } while (offset !== null && offset !== undefined);
}

async function contentsIn(client: QdrantClient, { name }: Collection, signal: AbortSignal) {
  const counted: Counted[] = [];
  for await (const point of scrolled(client, name, { with_vector: [byWords] }, signal)) {
    counted.push({ ...storedOf(point).passage, terms: sparseOf(point).indices });
  }
  return contentsOf(counted);
}

/**
 * Keeps passages in Qdrant: writes into the collection of the present vectors, reads through the alias.
 * @throws AppError DOWNSTREAM_SERVICE_ERROR or GATEWAY_TIMEOUT
 */
export async function openQdrantIndex(options: QdrantIndexOptions): Promise<QdrantIndex> {
  const { client, alias, logger } = options;
  const collection = await openCollection(options.dense, { client, alias, signal: options.signal });
  let contents = await contentsIn(client, collection, options.signal);
  let complained = false;

  const query = (asked: IndexQuery) =>
    calling('search', asked.signal, () => client.queryBatch(alias, { searches: searchesFor(asked) }));

  const search = async (asked: IndexQuery) => {
    if (asked.sparse.indices.length === 0 && !asked.dense) return [];
    try {
      return hitsFrom(await query(asked), asked.limit);
    } catch (error) {
      // A newer release has switched the alias to another model's vectors: words are understood by both.
      const refused = error instanceof AppError && statusOf(error.originalError) === 400;
      if (!asked.dense || !refused) throw error;
      if (!complained) logger.warn({ err: error }, 'searching by words alone: the index has other vectors');
      complained = true;
      return hitsFrom(await query({ ...asked, dense: null }), asked.limit);
    }
  };

  return {
    dimension: collection.dense?.dimension ?? null,
    search,
    resident: () => null,
    async lookUp(filter, limit, signal) {
      const found = [];
      const page = { filter: filterOf(filter), with_vector: false };
      for await (const point of scrolled(client, alias, page, signal)) found.push(storedOf(point));
      found.sort((one, other) => (one.passage.id < other.passage.id ? -1 : 1));
      return found.slice(0, limit);
    },
    contents: () => contents,
    async refresh(signal) {
      contents = await contentsIn(client, collection, signal);
    },
    async stamps(origin, signal) {
      const stamps = new Map<string, string>();
      const page = { filter: ofOrigin(origin), with_payload: ['documentKey', 'documentHash'] };
      for await (const { payload } of scrolled(client, collection.name, page, signal)) {
        const [key, hash] = [String(payload?.documentKey), String(payload?.documentHash)];
        // Points of two hashes are what an interrupted write left: no hash is right then.
        stamps.set(key, (stamps.get(key) ?? hash) === hash ? hash : '');
      }
      return stamps;
    },
    async write({ origin, documents, gone }, signal) {
      const points = documents.flatMap(({ key, hash, passages }) =>
        passages.map((each) => pointOf(each, { documentKey: key, documentHash: hash, origin })),
      );
      if (points.length > 0) {
        await calling('write points', signal, () => client.upsert(collection.name, { points, wait: true }));
      }
      if (documents.length + gone.length > 0) {
        const filter = outdated(origin, documents, gone);
        await calling('delete points', signal, () => client.delete(collection.name, { filter, wait: true }));
      }
    },
    publish: (signal) => collection.publish(signal),
    async close() {},
  };
}
