import type { Language } from '../../shared/language.ts';
import { wordPattern } from '../word-pattern.ts';
import type { ServiceCodes } from './figure.ts';
import { figuresIn } from './figures.ts';
import { moneyWord } from './money-talk.ts';
import { isNumberWord } from './number-words.ts';
import { lineKind } from './sentences.ts';

/** Sign of a list item, quotation or heading with the white space around it. */
export const leadPattern = /^\s*(?:>\s*)*(?:[-*+•–]\s+|\d{1,3}[.)]\s+|#{1,6}\s+)?/;

/** Fewer words than this are kept back: a sentence rewritten after so short a start would read as broken off. */
const fewestWords = 3;
const reach = 3;

const edges = wordPattern('^[^\\p{L}\\p{N}$€£¥]+|[^\\p{L}\\p{N}%]+$', 'gu');

/** They say one at most in front of a scale, which holds the rest by itself. */
const article = /^(?:an?|un[oa]?)$/i;

/**
 * How much of an unfinished sentence may be shown: whole words, up to the first that is part of a figure, announces
 * money or could become either. Rows of tables and code wait until they are whole.
 * @returns an offset into the text that never gets smaller while the text grows
 */
export function showable(rest: string, language: Language, codes: ServiceCodes): number {
  const kind = lineKind(rest);
  if (kind === 'ROW' || kind === 'FENCE') return 0;
  const lead = leadPattern.exec(rest)?.[0].length ?? 0;
  const words = [...rest.slice(lead).matchAll(/\S+(?=\s)/g)].map(({ 0: text, index }) => ({
    text: text.replace(edges.for(text), ''),
    start: lead + index,
    end: lead + index + text.length,
  }));
  let safe = 0;
  for (const [index, { text, end }] of words.entries()) {
    if (/[\p{Nd}$€£¥%]/u.test(text) || moneyWord.test(text) || codes.has(text.toUpperCase())) break;
    if (isNumberWord(text, language) && !article.test(text)) {
      const ahead = words.slice(index, index + 1 + reach);
      if (ahead.length <= reach) break;
      const said = rest.slice(ahead[0]?.start, ahead.at(-1)?.end);
      if (/\p{Nd}/u.test(said) || figuresIn(said, language, codes).length > 0) break;
    }
    if (index + 1 >= fewestWords) safe = end;
  }
  return safe;
}
