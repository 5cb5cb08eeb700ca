import { Language } from '../../shared/language.ts';
import { makeSpeller, spellingLists } from '../../shared/text/fuzzy.ts';
import type { PostingLists } from '../../shared/text/postings.ts';
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

/** What the spelling knows: plain data, which can be kept in a file. */
export type SpellingLists = {
  readonly words: ReadonlySet<string>;
  /** Marked with their language */
  readonly stems: ReadonlySet<string>;
  /** Words that a mistyped one may stand for, the commonest first, with their three-letter pieces */
  readonly common: readonly string[];
  readonly pieces: PostingLists;
};

export function spellingListsOf(
  passages: Iterable<Pick<Passage, 'title' | 'text' | 'language'>>,
  glossary: Glossary,
): SpellingLists {
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
  const common = [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([word]) => word)
    .filter((word) => word.length >= shortest - 1 && !/\d/.test(word));
  return { words: new Set(counts.keys()), stems, common, pieces: spellingLists(common) };
}

/**
 * Knows the words of passages and of the glossary. A word is known when it or its stem in some language is; one typing
 * mistake is put right, since two would turn a foreign subject into one of ours.
 */
export function spellingOver({ words, stems, common, pieces }: SpellingLists): Spelling {
  const correct = makeSpeller(common, pieces);
  const isKnown = (word: string): boolean =>
    words.has(word) ||
    Object.values(Language).some((language) => stems.has(stemTerm(word, language) ?? word));
  return (word) => {
    if (word.length < shortest || /\d/.test(word) || isKnown(word)) return word;
    const [best] = correct(word);
    return best?.distance === 1 ? best.word : word;
  };
}

export function makeSpelling(
  passages: Iterable<Pick<Passage, 'title' | 'text' | 'language'>>,
  glossary: Glossary,
): Spelling {
  return spellingOver(spellingListsOf(passages, glossary));
}

/** A text with its mistyped words put right, folded. */
export function spelt(text: string, spelling: Spelling): string {
  return tokens(text).map(spelling).join(' ');
}
