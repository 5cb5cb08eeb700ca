import { wordPattern, wordStart } from '../../word-pattern.ts';
import { numberOf, numberSource } from './numbers.ts';
import { everyOf } from './plain-text.ts';
import { extensionWords, kbliWords, offshoreWords, onshoreWords } from './question-words.ts';

export type Edition = '2020' | '2025';

const serviceCode = everyOf(
  '[a-f]\\d{1,3}[a-z]{0,2}(?:/[a-z]\\d{0,2}[a-z]?)?',
  '(?:pma|kitap|npwp|bpjs|tax)-[a-z-]+',
);
const editionYear =
  /\b(?:kbli|edisi|edition|edizione|versi|version|versione)[ -](?:tahun )?(2020|2025)\b|\b(2020|2025) (?:edition|kbli|edisi)\b/gu;
const kbliCode =
  /(?<![\d.,/-])\d{5}(?![\d/-]|[.,]\d)(?! ?(?:idr|rp|usd|eur|rupiah|dollars?|euros?|ribu|juta))/gu;
const shortKbliCode = /\bkbli (?:code |kode |codice )?(\d{2,4}|[a-v])\b(?! edition)/gu;
const telephone = /\+\d[\d -]{7,}/gu;
const years = wordPattern(
  `${wordStart}(${numberSource}|an?|se)[ -]?(?:years?|yrs?|yr|tahun(?:an)?|thn|ann[oi])(?!\\p{L})`,
  'u',
);

/** Codes of the price list as they may be written, in capitals; whether they exist is for the price list to say. */
export function serviceCodesIn(plain: string): string[] {
  return [...new Set([...plain.matchAll(serviceCode.for(plain))].map(([code]) => code.toUpperCase()))];
}

/** Five-digit codes, and shorter ones or a section's letter right behind the word KBLI. */
export function kbliCodesIn(plain: string): string[] {
  const withoutEdition = plain.replace(telephone, ' ').replace(editionYear, ' kbli ');
  const short = [...withoutEdition.matchAll(shortKbliCode)].flatMap(([, code]) => code?.toUpperCase() ?? []);
  const full = [...withoutEdition.matchAll(kbliCode)].map(([code]) => code);
  return [...new Set([...full, ...short])].filter((code) => code !== 'A' || /\bkbli a$/.test(plain));
}

export function editionIn(plain: string): Edition | null {
  const [found] = plain.matchAll(editionYear);
  const year =
    found?.[1] ?? found?.[2] ?? (kbliWords.test(plain) ? /\b(2020|2025)\b/.exec(plain)?.[1] : undefined);
  return year === '2020' || year === '2025' ? year : null;
}

/** How many years of stay are asked for; "setahun" and "a year" are one. */
export function yearsIn(plain: string): number | null {
  const [, count] = years.exec(plain) ?? [];
  if (count === undefined) return null;
  return ['a', 'an', 'se'].includes(count) ? 1 : numberOf(count);
}

export type Location = 'ONSHORE' | 'OFFSHORE';

/** Null where both places are named: then both are asked for. */
export function locationIn(plain: string): Location | null {
  const [offshore, onshore] = [offshoreWords.test(plain), onshoreWords.test(plain)];
  if (offshore === onshore) return null;
  return offshore ? 'OFFSHORE' : 'ONSHORE';
}

export type Item = {
  /** Code as written, in capitals; null when the thing is named in words. */
  code: string | null;
  /** What is left of the words that name it. */
  text: string;
  quantity: number;
  years: number | null;
  location: Location | null;
  extension: boolean;
};

const joints =
  /[,;+&\n?!]|\b(?:and|plus|with|versus|vs|or|than|dan|serta|ditambah|dengan|atau|sama|daripada|e|ed|con|piu|oppure|o|rispetto)\b/gu;
const counted = wordPattern(
  `(?<![\\p{L}\\p{N}.,])(?:(${numberSource}) ?(?:x|×|buah|lembar|orang|units?)?|x ?(\\d{1,3}))(?= )`,
  'u',
);
const forPersons = wordPattern(
  `${wordStart}(?:for|per|untuk|buat) (${numberSource}) (?:persons?|people|adults?|orang|person[ae])`,
  'u',
);

/** Lengths of time and shares: they count nothing that could be bought. */
export const measured = everyOf(
  `(?:${numberSource})[ -]?(?:days?|months?|weeks?|years?|yrs?|hari|bulan|minggu|tahun(?:an)?|thn|giorn[oi]|mes[ei]|settiman[ae]|ann[oi]|digits?|%|percent)`,
  'a year|se ?tahun(?:an)?|un anno',
);

/**
 * The things that a question names, in order. A part that only says "extension" means the one before it.
 * @param bare takes out of a part what names nothing
 */
export function itemsIn(plain: string, bare: (part: string) => string): Item[] {
  const persons = numberOf(forPersons.exec(plain)?.[1] ?? '');
  const items: Item[] = [];
  for (const part of plain.replace(forPersons.for(plain), ' ').split(joints)) {
    const conditions = {
      years: yearsIn(part),
      location: locationIn(part),
      extension: extensionWords.test(part),
    };
    const [code = null] = serviceCodesIn(part);
    const [whole, inWords, behind] = counted.exec(part.replace(measured.for(part), ' ')) ?? [];
    const text = bare(whole === undefined ? part : part.replace(whole, ' '));
    const quantity = numberOf(inWords ?? behind ?? '') ?? 1;
    const previous = items.at(-1);
    if (text !== '' || code !== null) items.push({ code, text: code ?? text, quantity, ...conditions });
    else if (conditions.extension && previous !== undefined)
      items.push({ ...previous, quantity, ...conditions });
  }
  const [only] = items;
  // "E33G offshore vs onshore" asks for both, whatever stands in the part with the code
  if (items.length === 1 && only !== undefined) only.location = locationIn(plain);
  if (persons === null || items.some(({ quantity }) => quantity > 1)) return items;
  return items.map((item) => ({ ...item, quantity: persons }));
}
