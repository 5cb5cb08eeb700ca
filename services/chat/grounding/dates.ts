import { type WordPattern, wordEnd, wordPattern, wordStart } from '../word-pattern.ts';
import type { Figure, Masked } from './figure.ts';
import { take } from './figure.ts';

const months: readonly string[] = [
  'january|januari|gennaio|jan|gen',
  'february|februari|febbraio|feb',
  'march|maret|marzo|mar',
  'april|aprile|apr',
  'may|mei|maggio|mag',
  'june|juni|giugno|jun|giu',
  'july|juli|luglio|jul|lug',
  'august|agustus|agosto|aug|agu|ago',
  'september|settembre|sept?|set',
  'october|oktober|ottobre|oct|okt|ott',
  'november|nopember|novembre|nov',
  'december|desember|dicembre|dec|des|dic',
];
const month = `(${months.join('|')})\\.?`;
const year = '((?:19|20)\\d{2})(?![.,]?\\d)';
const day = '(0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|º|°)?';

const two = (value: string) => value.padStart(2, '0');
const monthNumber = (name: string) =>
  two(String(1 + months.findIndex((names) => names.split('|').includes(name.toLowerCase()))));

function date(match: RegExpExecArray, normal: string): Figure {
  const [text] = match;
  return { kind: 'DATE', text, start: match.index, end: match.index + text.length, normal, bare: false };
}

type Form = readonly [
  pattern: WordPattern,
  normal: (parts: readonly string[]) => string | null,
  named: boolean,
];
const form = (source: string, normal: Form[1]): Form => [
  wordPattern(`${wordStart}${source}${wordEnd}`, 'giu'),
  normal,
  source.includes(month),
];
const anyMonth = wordPattern(`${wordStart}${month}${wordEnd}`, 'iu');

function isoOf(y: string, m: string, d: string): string | null {
  return Number(m) <= 12 && Number(d) <= 31 ? `${y}-${two(m)}-${two(d)}` : null;
}

// Longest first. Numbers with slashes are read day first, as all three countries of our readers do.
const forms: readonly Form[] = [
  form('((?:19|20)\\d{2})-(\\d{2})-(\\d{2})', ([, y = '', m = '', d = '']) => isoOf(y, m, d)),
  form(`(\\d{1,2})[/.-](\\d{1,2})[/.-]((?:19|20)\\d{2})`, ([, d = '', m = '', y = '']) => isoOf(y, m, d)),
  form(`${day}\\s+(?:of\\s+|de\\s+)?${month},?\\s+(?:of\\s+|del\\s+)?${year}`, ([, d = '', m = '', y = '']) =>
    isoOf(y, monthNumber(m), d),
  ),
  form(`${month}\\s+${day},?\\s+${year}`, ([, m = '', d = '', y = '']) => isoOf(y, monthNumber(m), d)),
  form(
    `${month},?\\s+(?:of\\s+|del\\s+|tahun\\s+)?${year}`,
    ([, m = '', y = '']) => `${y}-${monthNumber(m)}`,
  ),
  form(`${day}\\s+(?:of\\s+)?${month}`, ([, d = '', m = '']) => `${monthNumber(m)}-${two(d)}`),
  form(`${month}\\s+${day}(?![.,]?\\d)`, ([, m = '', d = '']) => `${monthNumber(m)}-${two(d)}`),
  form('(1[0-2]|[1-9])(?:[:.]([0-5]\\d))?\\s?(am|pm)', ([, h = '', min = '', half = '']) => {
    const hour = (Number(h) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
    return `${two(String(hour))}:${min || '00'}`;
  }),
  form('([01]?\\d|2[0-3]):([0-5]\\d)', ([, h = '', min = '']) => `${two(h)}:${min}`),
];

/** Dates, month and year, day and month, times of day. Bare years are found where numbers are. */
export function datesIn(masked: Masked): Figure[] {
  if (!/\d/.test(masked.text)) return [];
  const namesMonth = anyMonth.test(masked.text);
  return forms.flatMap(([pattern, normalOf, named]) =>
    named && !namesMonth
      ? []
      : take(masked, pattern.for(masked.text), (match) => {
          // "may 5" is a verb and a number: English months are written large
          if (/^may \d/.test(match[0])) return null;
          const normal = normalOf(match);
          return normal === null ? null : date(match, normal);
        }),
  );
}

/** What else a date states: a day its month, its year and its place in every year. Coarser ones first. */
export function impliedBy(normal: string): string[] {
  const full = /^(\d{4})-(\d{2})-(\d{2})$/.exec(normal);
  if (full !== null) return [`${full[1]}`, `${full[1]}-${full[2]}`, `${full[2]}-${full[3]}`];
  const coarse = /^(\d{4})-\d{2}$/.exec(normal);
  return coarse === null ? [] : [`${coarse[1]}`];
}
