import { makeSpeller, type Speller } from '../../shared/text/fuzzy.ts';
import { makeStemmer, type Stemmer, type TextLanguage, textLanguages } from '../../shared/text/stem.ts';
import { subjectWords } from '../../shared/text/subject-words.ts';
import type { CodeRow } from './kbli-tables.ts';

const mostCompletions = 3;

/** The words of the table, both editions together. */
export type Vocabulary = {
  stem: Stemmer;
  /** Whether some title or term of a subclass has the word as it is typed. */
  knows(word: string): boolean;
  knowsIn(language: TextLanguage, word: string): boolean;
  speller: Speller;
  /** The commonest words that begin like this, for a word still being typed; empty under four letters. */
  completions(start: string): string[];
  /** The subject words of a phrase. Phrases stand in both editions and are read several times, so they are kept. */
  wordsOf(text: string): readonly string[];
  /** Lets go of the kept phrases once the indexes are made. */
  forgetPhrases(): void;
};

/** @param rows subclasses; wider codes are passed over, their titles are no everyday words */
export function makeVocabulary(rows: readonly CodeRow[]): Vocabulary {
  const phrases = new Map<string, readonly string[]>();
  const wordsOf = (text: string): readonly string[] => {
    const known = phrases.get(text);
    if (known !== undefined) return known;
    const words = subjectWords(text);
    phrases.set(text, words);
    return words;
  };
  const uses = new Map<string, number>();
  const known = { en: new Set<string>(), id: new Set<string>(), it: new Set<string>() };
  for (const { level, title, terms } of rows) {
    if (level !== 'SUBCLASS') continue;
    for (const language of textLanguages) {
      for (const text of [title[language], ...terms[language]]) {
        for (const word of wordsOf(text)) {
          uses.set(word, (uses.get(word) ?? 0) + 1);
          known[language].add(word);
        }
      }
    }
  }
  // The commonest first: of two words as near, a mistyped one more likely means that.
  const byUse = [...uses.keys()].sort((one, other) => (uses.get(other) ?? 0) - (uses.get(one) ?? 0));
  return {
    stem: makeStemmer(known.id),
    knows: (word) => uses.has(word),
    knowsIn: (language, word) => known[language].has(word),
    speller: makeSpeller(byUse),
    completions(start) {
      if (start.length < 4) return [];
      return byUse.filter((word) => word.startsWith(start)).slice(0, mostCompletions);
    },
    wordsOf,
    forgetPhrases: () => phrases.clear(),
  };
}
