import { stemEnglish } from './stem-english.ts';
import { indonesianStemmer, type KnownRoots, knownRoots } from './stem-indonesian.ts';
import { stemItalian } from './stem-italian.ts';
import { negationOf } from './subject-words.ts';

/** The languages of the product, in the order of its tables. */
export const textLanguages = ['en', 'id', 'it'] as const;
export type TextLanguage = (typeof textLanguages)[number];

/** A word's stem, marked with its language: equal marks mean the same word in one language. */
export type Stemmer = (language: TextLanguage, word: string) => string;

/**
 * A stemmer for the three languages.
 * @param indonesianWords every Indonesian word of the collection, for its affixes need a word list
 */
export function makeStemmer(indonesianWords: Iterable<string>): Stemmer {
  return stemmerOver(knownRoots(indonesianWords));
}

/** @param roots of every Indonesian word of the collection */
export function stemmerOver(roots: KnownRoots): Stemmer {
  const stemOf = { en: stemEnglish, id: indonesianStemmer(roots), it: stemItalian };
  return (language, word) => {
    const { mark, bare } = negationOf(word);
    return `${language}:${mark}${stemOf[language](bare)}`;
  };
}
