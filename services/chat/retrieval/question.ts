import type { Language } from '../../shared/language.ts';
import { tokens } from '../../shared/text/tokenise.ts';
import { allLanguages, stemTerm, termsOf, wordsOf } from './analysis.ts';
import type { Glossary, Mention } from './glossary.ts';
import { circumstances } from './stop-words.ts';

/** A word of the question with everything that may stand for it in a passage. */
export type AskedWord = {
  word: string;
  /** The word and its stems. */
  own: string[];
  /** Words of the glossary that mean the same. */
  synonyms: string[];
  /** How much of a word it counts for, 0 to 1. */
  share: number;
  /** How much of it a passage says that has the very word, 0 to 1. */
  literal: number;
};

export type AnalysedQuestion = {
  words: AskedWord[];
  /** Term to weight, for the index. */
  terms: Map<string, number>;
};

/** A code is what a question is about; a word as written counts a little less than its stem, which it mostly brings. */
const weightOf = { code: 2, written: 0.4, stem: 0.6, synonym: 0.45 };

/**
 * A word that says where, how long or how many is seldom what a question is about, though few passages may know it. Nor
 * is the word of a way of speaking: "open a PT PMA" does not ask what is open.
 */
const shareOf = { circumstance: 0.25, phrase: 0.25 };

const hasDigit = /\d/;

/** The words of a concept in the languages that are searched, the ones that named it left out. */
function synonymsOf({ concept }: Mention, languages: readonly Language[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const language of languages) {
    for (const phrase of concept.phrases[language]) {
      const words = wordsOf(phrase);
      // A phrase of three words says no more than one of one word.
      const weight = weightOf.synonym / Math.sqrt(Math.max(words.length, 1));
      for (const word of words) {
        const term = stemTerm(word, language) ?? word;
        weights.set(term, Math.max(weights.get(term) ?? 0, weight));
      }
    }
  }
  return weights;
}

/** The telling word of a way of speaking ("open a"), unless the concept goes by that word itself. */
function figurative({ concept, from, to }: Mention, all: readonly string[]): string[] {
  const telling = wordsOf(all.slice(from, to).join(' '));
  if (telling.length > 1 || to - from < 2) return [];
  const names = new Set(allLanguages.flatMap((language) => tokens(concept.phrases[language][0] ?? '')));
  return telling.filter((word) => !names.has(word));
}

/**
 * Takes a question apart: its telling words with their stems, and what the glossary has for them.
 * @param languages whose passages are searched
 */
export function analyseQuestion(
  text: string,
  languages: readonly Language[],
  glossary: Glossary,
): AnalysedQuestion {
  const all = tokens(text);
  const spoken = new Set(wordsOf(text));
  const terms = new Map<string, number>();
  const raise = (term: string, weight: number) => {
    terms.set(term, Math.max(terms.get(term) ?? 0, weight));
  };
  const words = new Map<string, AskedWord>();
  const mentions = glossary.mentions(all);
  const meantOtherwise = new Set(mentions.flatMap((mention) => figurative(mention, all)));
  for (const word of spoken) {
    const own = termsOf(word, languages.length === 1 ? languages : allLanguages);
    const share = circumstances.has(word) ? shareOf.circumstance : 1;
    const literal = meantOtherwise.has(word) ? shareOf.phrase : 1;
    words.set(word, { word, own, synonyms: [], share, literal });
    raise(word, share * literal * (hasDigit.test(word) ? weightOf.code : weightOf.written));
    for (const stem of own.slice(1)) raise(stem, share * literal * weightOf.stem);
  }
  for (const mention of mentions) {
    const synonyms = synonymsOf(mention, languages);
    for (const [term, weight] of synonyms) raise(term, weight);
    for (const word of all.slice(mention.from, mention.to)) {
      words.get(word)?.synonyms.push(...synonyms.keys());
    }
  }
  return { words: [...words.values()], terms };
}
