import { createHash } from 'node:crypto';
import type { Schemas } from '@qdrant/js-client-rest';
import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import { KbliEdition } from '../../shared/kbli-edition.ts';
import { Language } from '../../shared/language.ts';
import { type Passage, topics } from './passage.ts';
import {
  type IndexedPassage,
  kbliKey,
  type Origin,
  type PassageFilter,
  type StoredPassage,
} from './passage-index.ts';
import type { SparseVector } from './sparse.ts';

/** Names of the vectors in a collection. */
export const byWords = 'words';
export const byMeaning = 'meaning';

/** Fields that filters ask for; each has an index of its own. */
export const indexedFields = ['topic', 'language', 'services', 'kbli', 'documentKey', 'origin'] as const;

const kbliCode = z.string().transform((key, context): Passage['kbli'][number] => {
  const [edition, code = ''] = key.split(':');
  const read = z.enum(KbliEdition).safeParse(edition);
  if (read.success) return { edition: read.data, code };
  context.addIssue('names no edition');
  return z.NEVER;
});

const payload = z.object({
  passageId: z.string(),
  documentId: z.string(),
  title: z.string(),
  text: z.string(),
  topic: z.enum(topics),
  language: z.enum(Language),
  sourceUrl: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  services: z.array(z.string()),
  kbli: z.array(kbliCode),
  ordinal: z.int(),
});
const sparse = z.object({ indices: z.array(z.int()), values: z.array(z.number()) });

/** A point's id must be a number or UUID: the passage's id, hashed. */
export function pointId(passageId: string): string {
  const hex = createHash('sha256').update(passageId).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

type Stamp = { documentKey: string; documentHash: string; origin: Origin };

export function pointOf(indexed: IndexedPassage, stamp: Stamp): Schemas['PointStruct'] {
  const { id, kbli, ...fields } = indexed.passage;
  return {
    id: pointId(id),
    vector: { [byWords]: indexed.sparse, ...(indexed.dense ? { [byMeaning]: [...indexed.dense] } : {}) },
    payload: { ...fields, passageId: id, kbli: kbli.map(kbliKey), ordinal: indexed.ordinal, ...stamp },
  };
}

const otherShape = (cause: unknown) =>
  new AppError('DOWNSTREAM_SERVICE_ERROR', 'qdrant: a point of another shape', { cause });

export function storedOf(point: Pick<Schemas['Record'], 'payload'>): StoredPassage {
  const read = payload.safeParse(point.payload);
  if (!read.success) throw otherShape(read.error);
  const { passageId, ordinal, ...fields } = read.data;
  return { passage: { id: passageId, ...fields }, ordinal };
}

export function sparseOf(point: Pick<Schemas['Record'], 'vector'>): SparseVector {
  const { vector } = point;
  const read = sparse.safeParse(
    vector && typeof vector === 'object' && byWords in vector ? vector[byWords] : null,
  );
  if (!read.success) throw otherShape(read.error);
  return read.data;
}

const isOne = (key: string, value: string): Schemas['FieldCondition'] => ({ key, match: { value } });
const isAny = (key: string, any: readonly string[]): Schemas['FieldCondition'] => ({
  key,
  match: { any: [...any] },
});

export function filterOf({ language, topic, services, kbli }: PassageFilter): Schemas['Filter'] {
  return {
    must: [
      ...(language === undefined ? [] : [isOne('language', language)]),
      ...(topic === undefined ? [] : [isOne('topic', topic)]),
      ...(services ? [isAny('services', services)] : []),
      ...(kbli ? [isAny('kbli', kbli.map(kbliKey))] : []),
    ],
  };
}

export const ofOrigin = (origin: Origin): Schemas['Filter'] => ({ must: [isOne('origin', origin)] });

/** The points of documents that are gone, and those that are left of what documents said before. */
export function outdated(
  origin: Origin,
  documents: readonly { key: string; hash: string }[],
  gone: readonly string[],
): Schemas['Filter'] {
  const replaced = documents.map(({ key, hash }): Schemas['Filter'] => ({
    must: [isOne('documentKey', key)],
    must_not: [isOne('documentHash', hash)],
  }));
  const removed: Schemas['Filter'] = { must: [isAny('documentKey', gone)] };
  return { must: [isOne('origin', origin)], should: gone.length > 0 ? [...replaced, removed] : replaced };
}
