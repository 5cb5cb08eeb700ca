import type { CodeRow, Edition } from './kbli-tables.ts';
import { type PhraseLists, phraseLists } from './search-phrases.ts';
import { makeTextIndex, type TextIndex } from './search-text-index.ts';
import { type PackedTexts, readTexts } from './search-texts.ts';
import { type VocabularyLists, vocabularyLists } from './search-vocabulary.ts';

/** All that the search looks up, as plain data: making it takes half a second, reading it from a file a tenth of that. */
export type SearchLists = {
  readonly packed: PackedTexts;
  readonly vocabulary: VocabularyLists;
  readonly texts: TextIndex;
  readonly phrases: Readonly<Record<Edition, PhraseLists>>;
};

/** @param rows the codes of both editions with their terms; not held on to */
export function searchLists(rows: readonly CodeRow[]): SearchLists {
  const texts = readTexts(rows);
  const vocabulary = vocabularyLists(texts);
  return {
    packed: texts.packed,
    vocabulary,
    texts: makeTextIndex(texts, vocabulary),
    phrases: {
      KBLI_2020: phraseLists('KBLI_2020', texts, vocabulary),
      KBLI_2025: phraseLists('KBLI_2025', texts, vocabulary),
    },
  };
}
