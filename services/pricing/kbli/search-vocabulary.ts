import { makeSpeller, type Speller } from '../../shared/text/fuzzy.ts';
import { makeStemmer, type Stemmer, type TextLanguage, textLanguages } from '../../shared/text/stem.ts';
import type { TableTexts } from './search-texts.ts';

const mostCompletions = 3;

/** The words of the table, both editions together. */
export type Vocabulary = {
  /** How many stems there are. */
  readonly stems: number;
  /** By form number: the number of its stem */
  readonly stemOfForm: Uint32Array;
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
  const numbers = new Map<string, number>();
  const stemOfForm = new Uint32Array(words.length);
  for (const language of textLanguages) {
    for (const [word, form] of formNumbers[language]) {
      const text = stem(language, word);
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      stemOfForm[form] = number;
    }
  }
  return { numbers, stemOfForm };
}

export function makeVocabulary(texts: TableTexts): Vocabulary {
  const { formNumbers } = texts;
  const used = texts.uses.length;
  const uses = usesOfWords(texts);
  // The commonest first: of two words as near, a mistyped one more likely means that.
  const byUse = [...uses].sort(([, one], [, other]) => other - one).map(([word]) => word);
  const knowsIn = (language: TextLanguage, word: string): boolean =>
    (formNumbers[language].get(word) ?? used) < used;
  const stem = makeStemmer(byUse.filter((word) => knowsIn('id', word)));
  const { numbers, stemOfForm } = numberedStems(texts, stem);
  return {
    stems: numbers.size,
    stemOfForm,
    formOf: (language, word) => formNumbers[language].get(word),
    stemOf(language, word) {
      const form = formNumbers[language].get(word);
      return form === undefined ? numbers.get(stem(language, word)) : stemOfForm[form];
    },
    knows: (word) => uses.has(word),
    knowsIn,
    speller: makeSpeller(byUse),
    completions(start) {
      if (start.length < 4) return [];
      return byUse.filter((word) => word.startsWith(start)).slice(0, mostCompletions);
    },
  };
}
