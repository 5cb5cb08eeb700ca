import { Language } from '../../shared/language.ts';
import { termCounts } from './analysis.ts';
import type { Passage } from './passage.ts';
import type { IndexedDocument, IndexedPassage } from './passage-index.ts';
import { documentVector } from './sparse.ts';

export const aMinute = (): AbortSignal => AbortSignal.timeout(60_000);

export function aPassage(given: Partial<Passage> = {}): Passage {
  const documentId = given.documentId ?? 'remote-worker';
  const language = given.language ?? Language.EN;
  const text = given.text ?? 'A remote worker may live in Bali for one year.';
  return {
    id: `${documentId}.${language.toLowerCase()}.${text.length}${text.slice(0, 6).replace(/\W/g, '')}`,
    documentId,
    title: 'Remote worker · Who can apply',
    text,
    topic: 'VISA',
    language,
    sourceUrl: null,
    effectiveFrom: null,
    services: [],
    kbli: [],
    ...given,
  };
}

export function indexedPassage(passage: Passage, ordinal = 0, dense: number[] | null = null): IndexedPassage {
  return { passage, ordinal, sparse: documentVector(termCounts(passage), passage.id), dense };
}

/** Documents of passages, each with those that share its id and language. */
export function indexedDocuments(
  passages: readonly Passage[],
  denseOf: (passage: Passage) => number[] | null = () => null,
  hash = 'first',
): IndexedDocument[] {
  const documents = new Map<string, IndexedPassage[]>();
  for (const passage of passages) {
    const key = `${passage.documentId}.${passage.language.toLowerCase()}`;
    const own = documents.get(key) ?? [];
    documents.set(key, [...own, indexedPassage(passage, own.length, denseOf(passage))]);
  }
  return [...documents].map(([key, own]) => ({ key, hash, passages: own }));
}

/** A vector that stands for a text: the same text gives the same one, similar texts similar ones. */
export function fakeVector(text: string, dimension = 16): number[] {
  const vector = new Array<number>(dimension).fill(0.01);
  const folded = text.toLowerCase();
  for (let at = 0; at + 2 < folded.length; at += 1) {
    const piece = folded.charCodeAt(at) * 31 + folded.charCodeAt(at + 1) * 7 + folded.charCodeAt(at + 2);
    vector[piece % dimension] = (vector[piece % dimension] ?? 0) + 1 + (piece % 5) / 10;
  }
  return vector;
}
