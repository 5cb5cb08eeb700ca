import { Language } from '../../shared/language.ts';
import { type WordPattern, wordEnd, wordPattern, wordStart } from '../word-pattern.ts';
import type { Figure, Masked } from './figure.ts';
import { priceBefore } from './money-talk.ts';
import { numberPhrases } from './number-words.ts';
import { decimalOf, numeralSource, shifted } from './numeral.ts';
import { currencyOf, currencySource, placesOf, scaleSource, unitOf, unitSource } from './units.ts';

/** A number and what stands beside it, before it is known what it means. */
type Quantity = {
  start: number;
  end: number;
  /** Value as written, before the scale; null when the separators make no sense. */
  decimal: string | null;
  digits: string;
  places: number;
  currency: string | null;
  unit: string | null;
  spelled: boolean;
  scaled: boolean;
};

const numeral = wordPattern(`(?=\\d)(?<![\\p{L}\\p{N}]|\\d[.,])(?:${numeralSource})`, 'gu');
const attached = wordPattern(
  `(?=\\d)(?<=${wordStart}(?:Rp\\.?|IDR|USD|EUR|GBP|AUD|SGD))(?:${numeralSource})`,
  'giu',
);
// Each of `[\s*_-]{0,3}` would have the words behind it compiled once more. None of them begins with such a sign.
const upToThreeSigns = '(?![\\s*_-]{4})[\\s*_-]*';
const currencyBefore = wordPattern(`${wordStart}(?:${currencySource})[\\s*_]{0,3}$`, 'iu');
const currencyAfter = wordPattern(`${upToThreeSigns}(?:of |di |de )?(${currencySource})${wordEnd}`, 'iuy');
const scaleAfter = wordPattern(`[ \\t\\u00a0\\n-]?(${scaleSource})${wordEnd}`, 'iuy');
const roundMark = wordPattern('(?:,-|,–|\\.-)(?![\\d\\p{L}])', 'uy');
const ordinal = wordPattern(`(?:st|nd|rd|th|º|°)${wordEnd}`, 'iuy');
const unitAfter = wordPattern(`${upToThreeSigns}(${unitSource})${wordEnd}`, 'iuy');
const ageBefore = wordPattern('(?<!\\p{L})(?:age[ds]?|usia|berusia|umur|età)(?: of| di)? [*_]{0,2}$', 'iu');
const percentAfter = wordPattern('\\s?(%)', 'uy');
const farUnitAfter = wordPattern(
  `\\s+(?!per |for |the |and |dan |dari |untuk |atau )[\\p{L}\\u0001]{3,}\\s+(${unitSource})${wordEnd}`,
  'iuy',
);

function at(pattern: WordPattern, text: string, index: number): RegExpExecArray | null {
  const form = pattern.for(text);
  form.lastIndex = index;
  return form.exec(text);
}

/** Reads scale, currency and unit around a number. */
function around(text: string, from: number, bare: Quantity, language: Language): Quantity {
  const found = { ...bare };
  const before = currencyBefore.exec(text.slice(Math.max(from, bare.start - 14), bare.start));
  if (before !== null) {
    found.currency = currencyOf(before[0].replace(/[\s*_]+$/, ''));
    found.start = bare.start - before[0].length;
  }
  const scale = bare.scaled ? null : at(scaleAfter, text, found.end);
  // A small m or b is a word's beginning or metres; a large one a million
  if (scale !== null && !/^[mb]$/.test(scale[1] ?? '')) {
    found.places = placesOf(scale[1] ?? '', language === Language.ID);
    found.scaled = true;
    found.end += scale[0].length;
  }
  found.end += at(roundMark, text, found.end)?.[0].length ?? 0;
  const after = at(currencyAfter, text, found.end);
  const namedAfter = after === null ? null : currencyOf(after[1] ?? '');
  if (after !== null && (found.currency ?? namedAfter) === namedAfter) {
    found.currency = namedAfter;
    found.end += after[0].length;
  }
  if (found.currency !== null) return found;
  found.end += bare.spelled ? 0 : (at(ordinal, text, found.end)?.[0].length ?? 0);
  const small = /^\d{1,2}$/.test(bare.decimal ?? '');
  const unit =
    at(percentAfter, text, found.end) ??
    at(unitAfter, text, found.end) ??
    (small && !found.scaled ? at(farUnitAfter, text, found.end) : null);
  if (unit !== null) {
    found.unit = unitOf(unit[1] ?? '');
    found.end += unit[0].length;
  } else if (small && ageBefore.test(text.slice(Math.max(0, bare.start - 16), bare.start))) {
    found.unit = 'year';
  }
  return found;
}

const link =
  /^[*_]{0,2}(?:\s*[-–—/]\s*|\s+(?:to|or|until|sampai(?: dengan)?|hingga|s\/d|atau|a|o|oppure|fino a)\s+)[*_]{0,2}$/iu;
const pairLink = /^\s+(?:and|dan|e)\s+$/iu;
const pairStart = /(?:between|antara|tra|fra)\s+$/iu;

/** "1.5 to 3 million rupiah", "USD 10–20", "30 or 60 days": each side lends the other what it lacks. */
function linked(text: string, quantities: Quantity[]): void {
  for (let index = quantities.length - 2; index >= 0; index--) {
    const [left, right] = [quantities[index], quantities[index + 1]];
    if (left === undefined || right === undefined) continue;
    const gap = text.slice(left.end, right.start);
    const isPair = pairLink.test(gap) && pairStart.test(text.slice(0, left.start));
    if (!link.test(gap) && !isPair) continue;
    const leftIsPlain = left.currency === null && left.unit === null;
    if (!left.scaled && right.places > 0 && left.unit === null && isSmall(left.decimal)) {
      left.places = right.places;
      left.scaled = true;
    }
    if (leftIsPlain) {
      left.currency = right.currency;
      left.unit = right.unit;
    } else if (right.currency === null && right.unit === null) {
      right.currency = left.currency;
      if (left.scaled && !right.scaled && isSmall(right.decimal)) right.places = left.places;
    }
  }
}

function isSmall(decimal: string | null): boolean {
  return decimal !== null && Number(decimal) < 1_000;
}

const compoundGap = /^(?:\s+|\s+(?:and|e)\s+)$/iu;

function sizeOf(quantity: Quantity): number {
  return Number(shifted(quantity.decimal ?? '0', quantity.places));
}

/** "12 juta 500 ribu" is one amount. */
function compounded(text: string, quantities: readonly Quantity[]): Quantity[] {
  const found: Quantity[] = [];
  for (const next of quantities) {
    const last = found.at(-1);
    const isMore =
      last?.scaled &&
      next.scaled &&
      last.unit === null &&
      (last.currency === null || last.start < next.start) &&
      compoundGap.test(text.slice(last.end, next.start)) &&
      sizeOf(next) < 10 ** last.places &&
      last.places > 0;
    if (!last || !isMore || (last.currency !== null && next.currency !== null)) {
      found.push(next);
      continue;
    }
    const sum = String(sizeOf(last) + sizeOf(next));
    const currency = last.currency ?? next.currency;
    found[found.length - 1] = {
      ...last,
      end: next.end,
      decimal: sum,
      digits: '',
      places: 0,
      currency,
      unit: next.unit,
    };
  }
  return found;
}

function figureOf(text: string, quantity: Quantity, language: Language): Figure | null {
  const { start, end, unit, digits, spelled, scaled } = quantity;
  const make = (kind: Figure['kind'], normal: string, bare = false): Figure => ({
    kind,
    text: text.slice(start, end),
    start,
    end,
    normal,
    bare,
  });
  const isMoney = quantity.currency !== null || (scaled && unit === null);
  const value = digits === '' ? quantity.decimal : decimalOf(digits, language, isMoney && !scaled);
  if (value === null) {
    // Separators that make no sense: with this many digits a reader would take it for a price
    const kind = isMoney || digits.replace(/\D/g, '').length > 4 ? 'AMOUNT' : 'NUMBER';
    return make(kind, `unreadable ${digits}`);
  }
  const full = shifted(value, quantity.places);
  if (isMoney) return make('AMOUNT', `${quantity.currency ?? 'IDR'} ${full}`);
  if (unit === 'part' && Number(full) <= 20) return null;
  if (unit !== null) return make('NUMBER', unit === '' || unit === 'part' ? full : `${full} ${unit}`);
  if (spelled) return null;
  if (priceBefore.test(text.slice(Math.max(0, start - 60), start))) return make('AMOUNT', `IDR ${full}`);
  if (/^\p{L}/u.test(text.slice(end)) && Number(full) < 100) return null;
  const isUngrouped = /^\d+$/.test(digits);
  if (/^(?:19|20)\d{2}$/.test(digits)) return make('DATE', full);
  if (isUngrouped && digits.length === 5) return make('KBLI_CODE', digits);
  if (isUngrouped && digits.length > 11) return make('NUMBER', `id ${digits}`);
  if (Number(full) >= 100_000) return make('AMOUNT', `IDR ${full}`);
  return make('NUMBER', full, true);
}

/** Numbers in words: of the language, and large ones of the others, since a price in a foreign word is a price too. */
function saidIn(text: string, language: Language): Quantity[] {
  const phrases = [Language.EN, Language.ID, Language.IT].flatMap((spoken) =>
    numberPhrases(text, spoken).filter(({ decimal }) => spoken === language || Number(decimal) >= 1_000),
  );
  return phrases.map(({ start, end, decimal, scaled }) => ({
    start,
    end,
    decimal,
    digits: '',
    places: 0,
    currency: null,
    unit: null,
    spelled: true,
    scaled,
  }));
}

/** Amounts, numbers with and without unit, bare years and five-digit codes, in what nothing else has claimed. */
export function quantitiesIn(masked: Masked, language: Language): Figure[] {
  const { text } = masked;
  const matches = [numeral, attached].flatMap((pattern) => [...text.matchAll(pattern.for(text))]);
  const written = matches.map((match): Quantity => {
    const [digits] = match;
    return {
      start: match.index,
      end: match.index + digits.length,
      decimal: decimalOf(digits, language, false),
      digits,
      places: 0,
      currency: null,
      unit: null,
      spelled: false,
      scaled: false,
    };
  });
  const said = saidIn(text, language);
  const quantities: Quantity[] = [];
  for (const each of [...written, ...said].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const from = quantities.at(-1)?.end ?? 0;
    if (from <= each.start) quantities.push(around(text, from, each, language));
  }
  linked(text, quantities);
  return compounded(text, quantities).flatMap((each) => figureOf(text, each, language) ?? []);
}
