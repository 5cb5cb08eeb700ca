// What stands beside a number and says what it counts. The three languages share one table: they don't clash.

const currencies: readonly [code: string, source: string][] = [
  ['IDR', 'IDR|Rp\\.?|rupiahs?|rupi[ae]'],
  [
    'USD',
    'USD|US\\$|US dollars?|dolar (?:AS|Amerika)|dollar[oi] (?:USA|statunitens[ei])|dollars?|dollar[oi]|dolar',
  ],
  ['EUR', 'EUR|€|euros?'],
  ['GBP', 'GBP|£|pounds?(?: sterling)?|sterline'],
  ['AUD', 'AUD|A\\$'],
  ['SGD', 'SGD|S\\$'],
  ['CNY', 'CNY|RMB|yuan'],
  ['JPY', 'JPY|¥|yen'],
  ['USD', '\\$'],
  // Named by their own code
  ['', 'CHF|MYR|THB|INR|HKD|CAD|NZD|KRW|RUB|VND|PHP|BTC|ETH|USDT'],
];

export const currencySource = currencies.map(([, source]) => source).join('|');

const whole = (source: string) => new RegExp(`^(?:${source})$`, 'iu');
const currencyNames = currencies.map(([code, source]) => [code, whole(source)] as const);

/** ISO 4217 code of what `currencySource` matched. */
export function currencyOf(text: string): string {
  const code = currencyNames.find(([, name]) => name.test(text.trim()))?.[0] ?? 'IDR';
  return code === '' ? text.trim().toUpperCase() : code;
}

const scales: readonly [places: number, source: string][] = [
  [2, 'hundreds?|ratus'],
  [3, 'thousands?|ribu|rb|mila|k'],
  [6, 'millions?|mio|mln|juta|jt|milion[ei]'],
  [9, 'billions?|bn|miliar|milyar|mlr|miliard[oi]|mld'],
  [12, 'trillions?|triliun|bilion[ei]'],
];

const scaleNames = scales.map(([places, source]) => [places, whole(source)] as const);

export const scaleSource = [...scales.map(([, source]) => source), 'M', 'B'].join('|');

/**
 * Powers of ten that `scaleSource` matched stands for.
 * @param thousandMillion whether a lone M means a thousand million, as Indonesians write (miliar)
 */
export function placesOf(text: string, thousandMillion: boolean): number {
  if (text === 'M') return thousandMillion ? 9 : 6;
  if (text === 'B') return 9;
  return scaleNames.find(([, name]) => name.test(text))?.[0] ?? 0;
}

const measures: readonly [unit: string, source: string][] = [
  ['%', '%|percent|per ?cent[oi]?|persen'],
  ['workday', '(?:working|business|work)[ -]days?|hari kerja|giorn[oi] lavorativ[oi]'],
  ['minute', 'minutes?|menit|minut[oi]'],
  ['hour', 'hours?|hrs?|jam|or[ae]'],
  ['day', '(?:calendar )?days?|hari|giorn[oi]'],
  ['week', 'weeks?|minggu|pekan|settiman[ae]'],
  ['month', 'months?|bulan|mes[ei]'],
  ['year', 'years?|yrs?|tahun|thn|ann[oi]'],
  ['digit', 'digits?|cifre'],
  ['m2', 'm2|m²|sqm|square met(?:er|re)s?|meter persegi|metri quadr[iao]t?i?|mq'],
  ['ha', 'hectares?|hektare?|ettar[oi]'],
  ['km', 'km|kilomet(?:er|re)s?|chilometr[oi]'],
  ['star', 'stars?|bintang|stell[ae]'],
];

// People and things are counted without their name in the normal form: "2 investor permits" is "2 KITAS Investor".
const counted =
  'persons?|people|orang|pax|person[ae]|applicants?|pemohon|richiedent[ei]|adults?|child(?:ren)?|anak|figli[oa]?|' +
  'shareholders?|pemegang saham|soci[oi]?|azionist[aie]|directors?|direktur|direksi|komisaris|commissioners?|' +
  'amministrator[ei]|employees?|karyawan|dipendent[ei]|workers?|(?:tenaga|pe)kerja|lavorator[ei]|famil(?:y|ies) members?|' +
  'permits?|visas?|KITAS|KITAP|izin|permess[oi]|vist[oi]|licen[cs]es?|lisensi|licenz[ae]|' +
  'compan(?:y|ies)|perusahaan|società|aziend[ae]|reports?|laporan|entr(?:y|ies)|ingress[oi]|' +
  'extensions?|perpanjangan|prorog(?:a|he)|rinnov[oi]|times|kali|volt[ae]|rooms?|kamar|camer[ae]';

// Parts of the answer itself: "3 options:", "dua cara", "4 passi" say nothing that a source could hold.
const parts =
  'options?|opsi|pilihan|opzion[ei]|ways?|cara|mod[oi]|types?|kinds?|jenis|macam|tip[oi]|steps?|langkah|tahap|' +
  'pass[oi]|fas[ei]|prices?|harga|prezz[oi]|documents?|dokumen|document[oi]|services?|layanan|serviz[io]|' +
  'parts?|bagian|part[ei]|things?|hal|cose|questions?|pertanyaan|domand[ae]|points?|poin|punt[oi]|sources?|sumber|fonti';

export const unitSource = [...measures.map(([, source]) => source), counted, parts].join('|');
const partsOnly = whole(parts);
const countedOnly = whole(counted);
const measureNames = measures.map(([unit, source]) => [unit, whole(source)] as const);

/** Unit class of what `unitSource` matched; "" for people and things, "part" for the answer's own parts. */
export function unitOf(text: string): string {
  const name = text.replace(/\s+/g, ' ');
  if (partsOnly.test(name)) return 'part';
  if (countedOnly.test(name)) return '';
  return measureNames.find(([, measure]) => measure.test(name))?.[0] ?? '';
}
