import { Language } from '../../shared/language.ts';
import { makeSpeller } from '../../shared/text/fuzzy.ts';
import { tokens } from '../../shared/text/tokenise.ts';
import { stemTerm, wordsOf } from './analysis.ts';
import type { Glossary } from './glossary.ts';
import type { Passage } from './passage.ts';

/** The word that a mistyped one most likely is; the word itself when it is known or like none. */
export type Spelling = (word: string) => string;

/** A word as it is: for tests and for an index whose texts are elsewhere. */
export const asTyped: Spelling = (word) => word;

/** Shorter words are too like each other, and people's names and places too like words. */
const shortest = 6;

/**
 * Knows the words of passages and of the glossary. A word is known when it or its stem in some language is; one typing
 * mistake is put right, since two would turn a foreign subject into one of ours.
 */
export function makeSpelling(
  passages: Iterable<Pick<Passage, 'title' | 'text' | 'language'>>,
  glossary: Glossary,
): Spelling {
  const counts = new Map<string, number>();
  const stems = new Set<string>();
  const learn = (text: string, language: Language) => {
    for (const word of wordsOf(text)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      const stem = stemTerm(word, language);
      if (stem) stems.add(stem);
    }
  };
  for (const { title, text, language } of passages) learn(`${title} ${text}`, language);
  for (const { phrases } of glossary.concepts) {
    for (const language of Object.values(Language))
      for (const phrase of phrases[language]) learn(phrase, language);
  }
  const common = [...counts].sort(([, one], [, other]) => other - one).map(([word]) => word);
  const correct = makeSpeller(common.filter((word) => word.length >= shortest - 1 && !/\d/.test(word)));
  const isKnown = (word: string): boolean =>
    counts.has(word) ||
    Object.values(Language).some((language) => stems.has(stemTerm(word, language) ?? word));
  return (word) => {
    if (word.length < shortest || /\d/.test(word) || isKnown(word)) return word;
    const [best] = correct(word);
    return best?.distance === 1 ? best.word : word;
  };
}

/** A text with its mistyped words put right, folded. */
export function spelt(text: string, spelling: Spelling): string {
  return tokens(text).map(spelling).join(' ');
}
