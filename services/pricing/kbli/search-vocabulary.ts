import { makeSpeller, type Speller, spellingLists } from '../../shared/text/fuzzy.ts';
import type { PostingLists } from '../../shared/text/postings.ts';
import { type Stemmer, stemmerOver, type TextLanguage, textLanguages } from '../../shared/text/stem.ts';
import { type KnownRoots, knownRoots } from '../../shared/text/stem-indonesian.ts';
import type { TableTexts } from './search-texts.ts';

const mostCompletions = 3;

/** What the vocabulary is made of: plain data, which can be kept in a file. */
export type VocabularyLists = Pick<TableTexts, 'formNumbers'> & {
  /** Forms below it are used by subclasses */
  readonly used: number;
  /** The words of the subclasses, the commonest first: of two words as near, a mistyped one more likely means that */
  readonly byUse: readonly string[];
  readonly spelling: PostingLists;
  readonly roots: KnownRoots;
  readonly stemNumbers: ReadonlyMap<string, number>;
  /** By form number: the number of its stem */
  readonly stemOfForm: Uint32Array;
};

/** The words of the table, both editions together. */
export type Vocabulary = {
  /** The number of a word's form; undefined where the table has none. */
  formOf(language: TextLanguage, word: string): number | undefined;
  /** The number of a word's stem, for any word; undefined where the table has none. */
  stemOf(language: TextLanguage, word: string): number | undefined;
  /** Whether some title or term of a subclass has the word as it is typed. */
  knows(word: string): boolean;
  knowsIn(language: TextLanguage, word: string): boolean;
  speller: Speller;
  /** The commonest words that begin like this, for a word still being typed; empty under four letters. */
  completions(start: string): string[];
};

/** How often each word of the subclasses is used, in any language. */
function usesOfWords({ words, uses }: TableTexts): Map<string, number> {
  const result = new Map<string, number>();
  uses.forEach((count, form) => {
    const word = words[form] ?? '';
    result.set(word, (result.get(word) ?? 0) + count);
  });
  return result;
}

/** A number for each stem, and the stem of each form. */
function numberedStems({ formNumbers, words }: TableTexts, stem: Stemmer) {
  const stemNumbers = new Map<string, number>();
  const stemOfForm = new Uint32Array(words.length);
  for (const language of textLanguages) {
    for (const [word, form] of formNumbers[language]) {
      const text = stem(language, word);
      const number = stemNumbers.get(text) ?? stemNumbers.size;
      stemNumbers.set(text, number);
      stemOfForm[form] = number;
    }
  }
  return { stemNumbers, stemOfForm };
}

export function vocabularyLists(texts: TableTexts): VocabularyLists {
  const { formNumbers } = texts;
  const used = texts.uses.length;
  const byUse = [...usesOfWords(texts)].sort(([, one], [, other]) => other - one).map(([word]) => word);
  const roots = knownRoots(byUse.filter((word) => (formNumbers.id.get(word) ?? used) < used));
  const stems = numberedStems(texts, stemmerOver(roots));
  return { formNumbers, used, byUse, spelling: spellingLists(byUse), roots, ...stems };
}

export function vocabularyOver(lists: VocabularyLists): Vocabulary {
  const { formNumbers, used, byUse, spelling, roots, stemNumbers, stemOfForm } = lists;
  const known = new Set(byUse);
  const stem = stemmerOver(roots);
  return {
    formOf: (language, word) => formNumbers[language].get(word),
    stemOf(language, word) {
      const form = formNumbers[language].get(word);
      return form === undefined ? stemNumbers.get(stem(language, word)) : stemOfForm[form];
    },
    knows: (word) => known.has(word),
    knowsIn: (language, word) => (formNumbers[language].get(word) ?? used) < used,
    speller: makeSpeller(byUse, spelling),
    completions(start) {
      if (start.length < 4) return [];
      return byUse.filter((word) => word.startsWith(start)).slice(0, mostCompletions);
    },
  };
}
