import type { Bm25 } from '../../shared/text/bm25.ts';
import { makeBm25 } from '../../shared/text/bm25.ts';
import { makePostings, type Postings } from '../../shared/text/postings.ts';
import { type TextLanguage, textLanguages } from '../../shared/text/stem.ts';
import type { CodeRow } from './kbli-tables.ts';
import type { Vocabulary } from './search-vocabulary.ts';

/** What a title's words count beside those of an everyday term, and those of the wider codes above it. */
const titleWeight = 1.5;
const contextWeight = 0.3;

/** Every title and everyday term of an edition's subclasses, and the words of each subclass together. */
export type PhraseIndex = {
  /** By subclass number */
  readonly codes: readonly string[];
  readonly words: Bm25;
  readonly postings: Postings;
  /** By phrase number: subclass, language, summed rarity of its stems, hash of its stems and of its words */
  readonly subclassOf: Uint16Array;
  readonly languageOf: Uint8Array;
  readonly massOf: Float32Array;
  readonly stemsHashOf: Uint32Array;
  readonly wordsHashOf: Uint32Array;
  /** "term: scooter hire" or "title: Bars" */
  matchedOn(phrase: number): string;
};

/** The key of a word as it is typed, beside that of its stem. */
export const asTyped = (language: TextLanguage, word: string): string => `${language}=${word}`;

/** FNV-1a, 32 bits. A collision would only add a bonus to a phrase that shares most words anyway. */
export function sequenceHash(words: readonly string[]): number {
  let hash = 0x811c9dc5;
  const text = words.join(' ');
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

type Phrase = { subclass: number; language: TextLanguage; kind: 'title' | 'term'; text: string };

function phrasesOf(row: CodeRow, subclass: number): Phrase[] {
  return textLanguages.flatMap((language) => [
    { subclass, language, kind: 'title' as const, text: row.title[language] },
    ...row.terms[language].map((text) => ({ subclass, language, kind: 'term' as const, text })),
  ]);
}

/** Weighted counts of the stems of a subclass: its phrases, and the titles of the codes above it up to the division. */
function stemCounts(
  row: CodeRow,
  byCode: Map<string, CodeRow>,
  { stem, wordsOf }: Vocabulary,
): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (language: TextLanguage, text: string, weight: number): void => {
    for (const word of wordsOf(text)) {
      const term = stem(language, word);
      counts.set(term, (counts.get(term) ?? 0) + weight);
    }
  };
  for (const language of textLanguages) {
    add(language, row.title[language], titleWeight);
    for (const term of row.terms[language]) add(language, term, 1);
    let above = byCode.get(row.parentCode ?? '');
    while (above && above.level !== 'SECTION') {
      add(language, above.title[language], contextWeight);
      above = byCode.get(above.parentCode ?? '');
    }
  }
  return counts;
}

/** Phrase texts in one string, which takes a third of the room of as many strings. */
function textStore(phrases: readonly Phrase[]): (phrase: number) => string {
  const texts = phrases.map(({ kind, text }) => `${kind}: ${text}`);
  const ends = new Uint32Array(phrases.length);
  let end = 0;
  texts.forEach((text, at) => {
    end += text.length;
    ends[at] = end;
  });
  const all = texts.join('');
  return (phrase) => all.slice(phrase === 0 ? 0 : ends[phrase - 1], ends[phrase]);
}

/** @param rows all codes of one edition */
export function makePhraseIndex(rows: readonly CodeRow[], vocabulary: Vocabulary): PhraseIndex {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const subclasses = rows.filter(({ level }) => level === 'SUBCLASS');
  const words = makeBm25(subclasses.map((row) => stemCounts(row, byCode, vocabulary)));
  const phrases = subclasses.flatMap(phrasesOf);
  const count = phrases.length;
  const index = {
    codes: subclasses.map(({ code }) => code),
    words,
    subclassOf: Uint16Array.from(phrases, ({ subclass }) => subclass),
    languageOf: Uint8Array.from(phrases, ({ language }) => textLanguages.indexOf(language)),
    massOf: new Float32Array(count),
    stemsHashOf: new Uint32Array(count),
    wordsHashOf: new Uint32Array(count),
    matchedOn: textStore(phrases),
  };
  const stemsOf = phrases.map(({ language, text }, at) => {
    const spoken = vocabulary.wordsOf(text);
    const stems = spoken.map((word) => vocabulary.stem(language, word));
    index.massOf[at] = [...new Set(stems)].reduce((sum, term) => sum + words.rarity(term), 0) || 1;
    index.stemsHashOf[at] = sequenceHash(stems);
    index.wordsHashOf[at] = sequenceHash(spoken);
    return [...stems, ...spoken.map((word) => asTyped(language, word))];
  });
  return { ...index, postings: makePostings(stemsOf) };
}
