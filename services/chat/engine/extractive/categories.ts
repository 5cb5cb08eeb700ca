import { anyOf } from './plain-text.ts';

const named = [
  ['MULTIPLE_ENTRY_VISA', anyOf('multiple|multi', 'berkali', 'multipl[oi]')],
  ['SINGLE_ENTRY_VISA', anyOf('visas?', 'visa', 'vist[oi]')],
  ['KITAS', anyOf('kitas|(?:stay |residence )?permits?', 'izin tinggal', 'permess[oi](?: di soggiorno)?')],
  ['KITAP', anyOf('kitap|permanent', 'tinggal tetap', 'permanent[ei]')],
  [
    'BUSINESS_LEGAL',
    anyOf(
      'business|company|legal|corporate',
      'perusahaan|hukum|legal|usaha|bisnis',
      'societa|legali?|aziend[ae]|societari',
    ),
  ],
  [
    'TAXATION',
    anyOf('tax(?:es|ation)?|accounting|bpjs', 'pajak|bpjs', 'tass[ae]|fiscal[ie]|tributari|contabil[ie]'),
  ],
] as const;

export type Category = (typeof named)[number][0];

/** The parts of the price list that words name; all of them when they name none. */
export function categoriesNamed(plain: string): Category[] {
  const found = named.filter(([, words]) => words.test(plain)).map(([category]) => category);
  // "multiple-entry visas" names one part, "visas" both
  if (found.includes('MULTIPLE_ENTRY_VISA')) return found.filter((each) => each !== 'SINGLE_ENTRY_VISA');
  if (found.includes('SINGLE_ENTRY_VISA')) return [...found, 'MULTIPLE_ENTRY_VISA'];
  return found.length > 0 ? found : named.map(([category]) => category);
}
