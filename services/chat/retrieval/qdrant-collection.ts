import { createHash } from 'node:crypto';
import type { QdrantClient } from '@qdrant/js-client-rest';
import * as z from 'zod';
import { analysisVersion } from './analysis.ts';
import { calling } from './qdrant-call.ts';
import { byMeaning, byWords, indexedFields } from './qdrant-point.ts';

/** What makes the dense vectors of a collection. */
export type DenseModel = { model: string; dimension: number };

export type Collection = {
  /** Where to write; read through the alias. */
  name: string;
  dense: DenseModel | null;
  /** Lets readers see it: points the alias at it and drops what it pointed at. */
  publish(signal: AbortSignal): Promise<void>;
};

type Opening = { client: QdrantClient; alias: string; signal: AbortSignal };

/** Kept with the collection for people and for a start without the embedding service; servers before 1.16 drop it. */
const metadata = z.object({ model: z.string().nullable(), dimension: z.number().nullable() });

/** Vectors made otherwise go into another collection. */
function collectionName(alias: string, dense: DenseModel | null): string {
  const format = JSON.stringify([analysisVersion, dense?.model ?? null, dense?.dimension ?? null]);
  return `${alias}-${createHash('sha256').update(format).digest('hex').slice(0, 8)}`;
}

async function create(name: string, dense: DenseModel | null, { client, signal }: Opening): Promise<void> {
  const made = await calling('look for the collection', signal, () => client.collectionExists(name));
  if (!made.exists) {
    // The client's own createCollection leaves the metadata out.
    await calling('create the collection', signal, () =>
      client.api().createCollection({
        collection_name: name,
        vectors: dense ? { [byMeaning]: { size: dense.dimension, distance: 'Cosine' } } : {},
        sparse_vectors: { [byWords]: { modifier: 'idf' } },
        metadata: { model: dense?.model ?? null, dimension: dense?.dimension ?? null, analysisVersion },
      }),
    );
  }
  for (const field of indexedFields) {
    await calling('index a field', signal, () =>
      client.createPayloadIndex(name, { field_name: field, field_schema: 'keyword', wait: true }),
    );
  }
}

async function denseOf(name: string, { client, signal }: Opening): Promise<DenseModel | null> {
  const { config } = await calling('read the collection', signal, () => client.getCollection(name));
  const read = metadata.safeParse(config.metadata);
  if (!read.success || read.data.model === null || read.data.dimension === null) return null;
  return { model: read.data.model, dimension: read.data.dimension };
}

/**
 * Finds or makes the collection for the present vectors.
 * @param dense the model and its dimension; null without one; "unknown" while its service does not answer, which keeps
 *   the published collection whatever made it
 */
export async function openCollection(
  dense: DenseModel | null | 'unknown',
  opening: Opening,
): Promise<Collection> {
  const { client, alias, signal } = opening;
  const { aliases } = await calling('read the aliases', signal, () => client.getAliases());
  const published = aliases.find(({ alias_name }) => alias_name === alias)?.collection_name;
  if (published !== undefined && dense === 'unknown') {
    return { name: published, dense: await denseOf(published, opening), publish: async () => undefined };
  }
  const made = dense === 'unknown' ? null : dense;
  const name = collectionName(alias, made);
  if (published === name) return { name, dense: made, publish: async () => undefined };
  await create(name, made, opening);
  return {
    name,
    dense: made,
    async publish(publishSignal) {
      // One request, so no reader ever meets a missing alias.
      const actions = [
        ...(published === undefined ? [] : [{ delete_alias: { alias_name: alias } }]),
        { create_alias: { alias_name: alias, collection_name: name } },
      ];
      await calling('switch the alias', publishSignal, () => client.updateCollectionAliases({ actions }));
      // Only what this product named: an alias that somebody pointed elsewhere loses nothing.
      if (published?.startsWith(`${alias}-`)) {
        await calling('drop the old collection', publishSignal, () => client.deleteCollection(published));
      }
    },
  };
}
