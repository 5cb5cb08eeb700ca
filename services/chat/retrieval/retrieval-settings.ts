import * as z from 'zod';
import { httpAddress, wholeNumber } from '../../shared/env.ts';
import type { EmbedderOptions } from './embeddings.ts';
import type { QdrantSettings } from './qdrant-call.ts';

/** The variables of retrieval, for the settings of the process that holds it. */
export const retrievalVariables = {
  QDRANT_URL: httpAddress.optional(),
  QDRANT_API_KEY: z.string().optional(),
  QDRANT_COLLECTION: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower case letters, digits and dashes')
    .default('zantara-knowledge'),
  QDRANT_TIMEOUT_MS: wholeNumber(100, 60_000).default(5_000),
  EMBEDDINGS_URL: httpAddress.optional(),
  EMBEDDINGS_MODEL: z.string().default('voyage-3.5'),
  EMBEDDINGS_API_KEY: z.string().optional(),
  EMBEDDINGS_DIMENSION: wholeNumber(1, 65_536).optional(),
  EMBEDDINGS_TIMEOUT_MS: wholeNumber(100, 60_000).default(10_000),
  EMBEDDINGS_SIMILARITY_FLOOR: z.coerce.number().gt(0, 'must be above 0').lt(1, 'must be below 1').optional(),
};
const variables = z.object(retrievalVariables);

export type RetrievalSettings = {
  /** Null: passages are kept in this process. */
  qdrant: (QdrantSettings & { alias: string }) | null;
  /** Null: passages are found by their words alone. */
  embeddings: Pick<EmbedderOptions, 'url' | 'model' | 'apiKey' | 'timeoutMs' | 'dimension'> | null;
  similarityFloor: number | null;
};

export function retrievalSettings(given: z.infer<typeof variables>): RetrievalSettings {
  return {
    qdrant: given.QDRANT_URL
      ? {
          url: given.QDRANT_URL,
          apiKey: given.QDRANT_API_KEY ?? null,
          timeoutMs: given.QDRANT_TIMEOUT_MS,
          alias: given.QDRANT_COLLECTION,
        }
      : null,
    embeddings: given.EMBEDDINGS_URL
      ? {
          url: given.EMBEDDINGS_URL,
          model: given.EMBEDDINGS_MODEL,
          apiKey: given.EMBEDDINGS_API_KEY ?? null,
          timeoutMs: given.EMBEDDINGS_TIMEOUT_MS,
          dimension: given.EMBEDDINGS_DIMENSION ?? null,
        }
      : null,
    similarityFloor: given.EMBEDDINGS_SIMILARITY_FLOOR ?? null,
  };
}
