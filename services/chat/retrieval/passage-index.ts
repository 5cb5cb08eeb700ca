import type { KbliEdition } from '../../shared/kbli-edition.ts';
import type { Language } from '../../shared/language.ts';
import type { Passage, Topic } from './passage.ts';
import type { SparseVector } from './sparse.ts';

/** A passage with its place in the document, from 0. */
export type StoredPassage = { passage: Passage; ordinal: number };

/** A passage as it goes into an index. */
export type IndexedPassage = StoredPassage & {
  sparse: SparseVector;
  /** Null when no embedding could be had; found by its words then. */
  dense: readonly number[] | null;
};

/** A document with the hash by which a later run knows whether it changed. */
export type IndexedDocument = { key: string; hash: string; passages: readonly IndexedPassage[] };

/** Who put a document there: the committed articles are compared with each other only. */
export type Origin = 'article' | 'upload';

/** Every given field narrows; `services` and `kbli` ask for any of theirs. */
export type PassageFilter = {
  language?: Language;
  topic?: Topic;
  services?: readonly string[];
  kbli?: readonly { edition: KbliEdition; code: string }[];
};

export type IndexQuery = {
  sparse: SparseVector;
  /** Null: the words alone decide. */
  dense: readonly number[] | null;
  filter: PassageFilter;
  /** Most hits to return, from 1 to `listDepth`. */
  limit: number;
  signal: AbortSignal;
};

export type Hit = StoredPassage & {
  /** What ranks: the fused score, or the dot product after idf when there is no dense query. */
  score: number;
  sparse: SparseVector;
  /** Cosine with the query; null without a dense query, or when not among the first by meaning. */
  similarity: number | null;
};

/** How common terms are, over all passages of the index. */
export type TermStatistics = {
  passages: number;
  /** Number of passages that hold the term of this index. */
  frequency(term: number): number;
};

/** What there is in an index, without the texts. */
export type Contents = TermStatistics & {
  /** Whether a document is there in a language. */
  holds(documentId: string, language: Language): boolean;
  /** Catalogue codes that some document concerns. */
  services: ReadonlySet<string>;
  /** The same for the classification, as "KBLI_2020:56101". */
  kbli: ReadonlySet<string>;
};

export const kbliKey = ({ edition, code }: { edition: string; code: string }): string => `${edition}:${code}`;

/** How deep each list is read before the two are fused. */
export const listDepth = 40;

/**
 * Where passages are kept and found. Both stores answer alike: the same hits in the same order for the same data.
 * Methods throw AppError DOWNSTREAM_SERVICE_ERROR or GATEWAY_TIMEOUT, and the signal's reason once it is aborted.
 */
export type PassageIndex = {
  /** Length of its dense vectors; null when it keeps none. */
  readonly dimension: number | null;
  /** Best first, ties by passage id; empty when nothing shares a term and there is no dense query. */
  search(query: IndexQuery): Promise<Hit[]>;
  /**
   * All passages by id when they are in this process, else null. The same array until the next write, another one
   * after it.
   */
  resident(): readonly StoredPassage[] | null;
  /** By passage id. */
  lookUp(filter: PassageFilter, limit: number, signal: AbortSignal): Promise<StoredPassage[]>;
  /** As of the last refresh. */
  contents(): Contents;
  /** Counts the contents again; needed after writes, by this process or others. */
  refresh(signal: AbortSignal): Promise<void>;
  /** Key to hash of all documents of an origin. */
  stamps(origin: Origin, signal: AbortSignal): Promise<Map<string, string>>;
  /** Puts documents in the place of what they had, and takes documents out. A document is never half there. */
  write(change: Change, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
};

export type Change = { origin: Origin; documents: readonly IndexedDocument[]; gone: readonly string[] };
