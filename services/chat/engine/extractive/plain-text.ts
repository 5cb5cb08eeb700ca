import { folded } from '../../../shared/text/tokenise.ts';
import { type WordPattern, wholeWord, wordPattern } from '../../word-pattern.ts';

/** A question as the patterns here read it: lower case, no accents, apostrophes as spaces, single spaces. */
export function plainText(text: string): string {
  return folded(text)
    .replace(/['’ʼ`]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Any of the given words or patterns as a whole word of a plain text. */
export function anyOf(...sources: readonly string[]): WordPattern {
  return wordPattern(wholeWord(sources.join('|')), 'u');
}

export function everyOf(...sources: readonly string[]): WordPattern {
  return wordPattern(wholeWord(sources.join('|')), 'gu');
}
