import type { KbliEdition } from '../../shared/kbli-edition.ts';
import type { Language } from '../../shared/language.ts';

export const topics = [
  'VISA',
  'COMPANY',
  'TAX',
  'PROPERTY',
  'EMPLOYMENT',
  'LICENSING',
  'KBLI',
  'PRICING',
  'GENERAL',
] as const;
export type Topic = (typeof topics)[number];

/** A part of a document that can be found and cited alone. */
export type Passage = {
  /** Stable while the text stays the same. */
  id: string;
  documentId: string;
  /** The document's title and the heading that the passage stands under. */
  title: string;
  text: string;
  topic: Topic;
  language: Language;
  sourceUrl: string | null;
  /** Date of the youngest rule it relies on, ISO 8601. */
  effectiveFrom: string | null;
  /** Catalogue codes that the document concerns. */
  services: readonly string[];
  kbli: readonly { edition: KbliEdition; code: string }[];
};

export type RankedPassage = Passage & { score: number };

/** What the graph's other service owns and passages may concern. */
export type Entity = { service: string } | { kbli: { edition: KbliEdition; code: string } };

export type AboutQuery = {
  entity: Entity;
  /** Null is English; documents that don't exist in it come in another. */
  language: Language | null;
  /** Most passages to return, from 1. */
  topK: number;
};

export type PassageQuery = {
  text: string;
  language?: Language;
  topic?: Topic;
  /** Most passages to return, from 1. */
  topK: number;
  signal: AbortSignal;
};

/**
 * Finds passages. Best first; ties by passage id. Empty when nothing shares a word with the question.
 * Codes in the question (E33G, 56101) are looked up exactly, ahead of ranking.
 */
export type Retriever = {
  search(query: PassageQuery): Promise<RankedPassage[]>;
  /** Passages of documents that concern an entity, best first, for each query. */
  about(queries: readonly AboutQuery[]): Promise<RankedPassage[][]>;
  /** The same for one query and at once; null when the passages are not in this process. */
  aboutNow(query: AboutQuery): RankedPassage[] | null;
};
