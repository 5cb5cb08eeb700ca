import { Language } from '../../shared/language.ts';
import { stemEnglish } from '../../shared/text/stem-english.ts';
import { makeIndonesianStemmer } from '../../shared/text/stem-indonesian.ts';
import { stemItalian } from '../../shared/text/stem-italian.ts';
import { tokens } from '../../shared/text/tokenise.ts';
import { indonesianRoots } from './indonesian-roots.ts';
import { stopWords } from './stop-words.ts';

/** Raised whenever the same text would give other terms or weights: indexed passages are made anew then. */
export const analysisVersion = 1;

const stemIndonesian = makeIndonesianStemmer(indonesianRoots);
const stemOf = { EN: stemEnglish, ID: stemIndonesian, IT: stemItalian };

const hasDigit = /\d/;
/** "000" of 1.000.000 and single letters of a list say nothing. */
const telling = (word: string): boolean =>
  !stopWords.has(word) && word !== '000' && /^\d|..|^\p{L}\p{L}/u.test(word);

/** The words of a text that say what it is about, in order, repeats included. */
export function wordsOf(text: string): string[] {
  return tokens(text).filter(telling);
}

/** A word's stem, marked with its language; null for a code or number, which has none. */
export function stemTerm(word: string, language: Language): string | null {
  return hasDigit.test(word) ? null : `${language}:${stemOf[language](word)}`;
}

/** The terms by which a word is found: itself, and its stem in each language. */
export function termsOf(word: string, languages: readonly Language[]): string[] {
  return [word, ...languages.flatMap((language) => stemTerm(word, language) ?? [])];
}

/** A heading says in a few words what its text is about; the document's title, for which passages it has many. */
const weightOf = { heading: 3, title: 2, text: 1 };

type Fields = { title: string; text: string; language: Language };

/**
 * How often each term stands in a passage, its title's two parts counted by their weight.
 * @param fields title as "document · heading"
 */
export function termCounts({ title, text, language }: Fields): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (part: string, weight: number) => {
    for (const word of wordsOf(part)) {
      for (const term of termsOf(word, [language])) counts.set(term, (counts.get(term) ?? 0) + weight);
    }
  };
  const [document = '', ...headings] = title.split(' · ');
  add(document, weightOf.title);
  add(headings.join(' '), weightOf.heading);
  add(text, weightOf.text);
  return counts;
}

export const allLanguages: readonly Language[] = [Language.EN, Language.ID, Language.IT];
