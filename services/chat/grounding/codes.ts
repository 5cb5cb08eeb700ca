import { type WordPattern, wordEnd, wordPattern, wordStart } from '../word-pattern.ts';
import type { Figure, Masked, ServiceCodes } from './figure.ts';
import { cover, take } from './figure.ts';
import { scaleSource, unitSource } from './units.ts';

function figure(kind: Figure['kind'], match: RegExpExecArray, normal: string): Figure {
  const [text] = match;
  return { kind, text, start: match.index, end: match.index + text.length, normal, bare: false };
}

const phone = wordPattern(
  String.raw`(?:(?<=wa\.me\/)|(?<![\p{L}\p{N}.,])(?=\+|0))\+?\d(?:[ ().-]{0,2}\d){8,14}(?!\d)`,
  'gu',
);
const link = wordPattern(
  String.raw`(?:https?:\/\/|www\.)[^\s<>()"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|${wordStart}(?:[a-z0-9-]+\.)+(?:com|org|net|id|it|go\.id)(?:\/[^\s<>()"']*)?`,
  'giu',
);

function coverAll(masked: Masked, pattern: RegExp): void {
  for (const match of masked.text.matchAll(pattern))
    cover(masked, match.index, match.index + match[0].length);
}

/** Telephone numbers; then links and addresses are taken out, their digits are no statements. */
export function phonesIn(masked: Masked): Figure[] {
  const phones = take(masked, phone.for(masked.text), (match) => {
    const digits = match[0].replace(/\D/g, '').replace(/^0/, '62');
    return figure('NUMBER', match, `tel ${digits}`);
  });
  coverAll(masked, link.for(masked.text));
  return phones;
}

const ownStep = wordPattern(
  String.raw`${wordStart}(?:step|option|point|part|phase|langkah|tahap|opsi|pilihan|poin|bagian|passo|passaggio|opzione|punto|parte|fase)\s+\d{1,2}(?![\d.,]*\d|\s*(?:%|persen))`,
  'giu',
);

/** Citation markers, the numbers of lists and of the answer's own steps: they state nothing. */
export function coverMarkers(masked: Masked): void {
  coverAll(masked, /\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]/g);
  coverAll(masked, /^[ \t>]*(?:#{1,6}[ \t]+)?(?:[-*+][ \t]+)?(?:\*\*)?\d{1,3}[.)](?=\*{0,2}[ \t])/gm);
  coverAll(masked, ownStep.for(masked.text));
  coverAll(masked, /(?<!\d)24\/7(?!\d)/g);
}

const yearOfLaw = '((?:19|20)\\d{2})';
const lawForms = [
  wordPattern(`(?<![\\d/.,])(\\d{1,3})\\s?/\\s?${yearOfLaw}(?![\\d/])`, 'gu'),
  wordPattern(
    `${wordStart}(?:no(?:mor)?\\.?|number|n\\.|num\\.)?\\s?(\\d{1,3})\\s+(?:tahun|of|del)\\s+${yearOfLaw}(?!\\d)`,
    'giu',
  ),
];
const article = wordPattern(
  String.raw`${wordStart}(?:articles?|articol[oi]|arts?\.?|pasal|PPh(?:\s+pasal)?)\s?(\d{1,3}(?:[-–]\d{1,3})?)([A-Z])?${wordEnd}(?:(?:\s*ayat|\s*paragraph|\s*comma)?\s*\((\d{1,2})\))?`,
  'giu',
);

/** Laws by number and year, whatever their kind is called, and their articles. */
export function lawsIn(masked: Masked): Figure[] {
  const laws = lawForms.flatMap((form) =>
    take(masked, form.for(masked.text), (match) =>
      figure('NUMBER', match, `law ${Number(match[1])}/${match[2]}`),
    ),
  );
  const articles = take(masked, article.for(masked.text), (match) =>
    figure(
      'NUMBER',
      match,
      `article ${match[1]}${(match[2] ?? '').toUpperCase()}${match[3] === undefined ? '' : `(${match[3]})`}`,
    ),
  );
  return [...laws, ...articles];
}

// Indices that immigration uses and people write; what else has this shape is left out by name.
const visaIndex = wordPattern(
  String.raw`${wordStart}(?!B2[BCG]|A[3-5](?!\p{L}))[A-F]\d{1,2}[A-Z]{0,2}${wordEnd}`,
  'gu',
);

const patterns = new WeakMap<ServiceCodes, WordPattern>();

/** Made once per catalogue: it is asked for every sentence. */
function patternOf(codes: ServiceCodes): WordPattern {
  const made = patterns.get(codes);
  if (made !== undefined) return made;
  const known = [...codes.keys()]
    .filter((code) => /\d/.test(code) || code.includes('-'))
    .sort((a, b) => b.length - a.length)
    .map((code) => code.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const pattern = wordPattern(`${wordStart}(?:${[...known, '(?!)'].join('|')})${wordEnd}(?!-\\p{L})`, 'giu');
  patterns.set(codes, pattern);
  return pattern;
}

/**
 * Codes of services: those of the catalogue that hold a digit (in any case) or a hyphen, since others are plain words
 * such as LKPM; and whatever looks like a visa index, so that an invented one is checked too.
 */
export function serviceCodesIn(masked: Masked, codes: ServiceCodes): Figure[] {
  const isCode = (match: RegExpExecArray) => {
    const code = match[0].toUpperCase();
    return /\d/.test(code) || match[0] === code
      ? figure('SERVICE_CODE', match, codes.get(code) ?? code)
      : null;
  };
  const known = take(masked, patternOf(codes).for(masked.text), isCode);
  return [...known, ...take(masked, visaIndex.for(masked.text), isCode)];
}

const codeWord =
  'KBLI|(?:kode|codes?|codic[ei]|classificat(?:ion|o)|division[ei]?s?|divisi|groups?|golongan(?: pokok)?|grupp[oi]|class(?:es)?|kelas|class[ei]|sub-?class(?:es)?|kelompok|subgolongan|sottoclass[ei])(?:\\s+KBLI)?';
// One sign at most between them, in a form that has the words compiled once
const notCounted = `(?![\\d.,]*\\d|\\s?%|(?![\\s-]{2})[\\s-]*(?:${scaleSource}|${unitSource})${wordEnd})`;
const filler = '[\\s:*_(`)\\u0001]*';
const inContext = wordPattern(
  `${wordStart}(?:${codeWord})${filler}(?:(?:number|nomor|numero|code|kode|codice|no\\.?|n\\.)\\s*)?${filler}(?<!\\d)(\\d{2,5})${notCounted}`,
  'giu',
);
const another = wordPattern(
  `[)*_\`]*(?:\\s*[,/–-]\\s*|,?\\s+(?:and|or|dan|atau|serta|e|o)\\s+)[*_\`]*(\\d{2,5})${notCounted}`,
  'iuy',
);
const editionOnly = /(?<=KBLI\s?\(?(?:edition\s|edisi\s|edizione\s)?)20(?:15|17|20|25)(?![\d.,]*\d)/giu;
const section = wordPattern(
  `${wordStart}(?:section|seksi|sezione|kategori|category|categoria)\\s+(?:KBLI\\s+)?([A-V])(?![\\p{L}\\p{N}.]\\S|[\\p{L}\\p{N}])`,
  'giu',
);
function codeAtEnd(match: RegExpExecArray): Figure {
  const text = match[1] ?? '';
  const end = match.index + match[0].length;
  return { kind: 'KBLI_CODE', text, start: end - text.length, end, normal: text.toUpperCase(), bare: false };
}

/** The codes of a list that goes on after one: "56101, 56102 dan 56303". */
function followers(masked: Masked, first: Figure): Figure[] {
  const found: Figure[] = [];
  const next = another.for(masked.text);
  next.lastIndex = first.end;
  for (let match = next.exec(masked.text); match !== null; match = next.exec(masked.text)) {
    found.push(codeAtEnd(match));
  }
  for (const { start, end } of found) cover(masked, start, end);
  return found;
}

/** Codes of the business classification after a word that announces them; five digits elsewhere are found as numbers. */
export function kbliCodesIn(masked: Masked): Figure[] {
  const speaksOfKbli = /KBLI/i.test(masked.text);
  const editions = take(masked, editionOnly, (match) => figure('DATE', match, match[0]));
  const codes = take(masked, inContext.for(masked.text), (match) =>
    speaksOfKbli || match[1]?.length === 5 ? codeAtEnd(match) : null,
  );
  const listed = codes.flatMap((code) => followers(masked, code));
  const sections = speaksOfKbli
    ? take(masked, section.for(masked.text), (match) =>
        /[A-V]/.test(match[1] ?? '') ? codeAtEnd(match) : null,
      )
    : [];
  return [...editions, ...codes, ...listed, ...sections];
}
