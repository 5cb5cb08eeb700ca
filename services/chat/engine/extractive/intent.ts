import { type WordPattern, wordEnd, wordPattern, wordStart } from '../../word-pattern.ts';
import {
  type Edition,
  editionIn,
  type Item,
  itemsIn,
  kbliCodesIn,
  type Location,
  locationIn,
  measured,
  yearsIn,
} from './entities.ts';
import { everyOf, plainText } from './plain-text.ts';
import {
  type Aspect,
  aspectWords,
  bareHowMuch,
  compareWords,
  contactWords,
  continuing,
  extensionWords,
  fillers,
  kbliWords,
  listWords,
  offshoreWords,
  onshoreWords,
  otherSums,
  priceWords,
  procedureWords,
  quoteWords,
  sideBySideWords,
} from './question-words.ts';

export type Intent =
  | 'PRICE'
  | 'QUOTE'
  | 'COMPARE'
  | 'LIST'
  | 'KBLI_CODE'
  | 'KBLI_SEARCH'
  | 'CONTACT'
  | 'PROCEDURE';

/** What a question asks for, as far as its own words tell. */
export type Reading = {
  intent: Intent;
  /** Whether the words themselves say the intent; else a question before may. */
  explicit: boolean;
  /** Whether it begins as one does that goes on from the question before. */
  continues: boolean;
  items: Item[];
  kbliCodes: string[];
  edition: Edition | null;
  /** Whether what it is about is taken from a question before. */
  inherits: boolean;
  /** What the question is about, without the words that ask. */
  subject: string;
  /** The same, should it ask for a code of the classification. */
  activity: string;
  /** How many words it has. */
  length: number;
  years: number | null;
  location: Location | null;
  extension: boolean;
  aspects: Aspect[];
};

const dropped = [
  measured,
  ...[extensionWords, onshoreWords, offshoreWords].map(({ source }) => wordPattern(source, 'gu')),
];
/** What is asked of a thing is no part of its name. */
const askedOfThings = everyOf(
  'how long (?:can|may|could) i stay|requirements?|required|conditions?|documents?|process(?:ing)?|procedures?|steps?|capital|minimum|investment|valid(?:ity)?|renewed|eligib(?:le|ility)|time|fast|mean|means|explain|happens?|if|allowed|rules?',
  'syarat(?:nya)?|persyaratan(?:nya)?|dokumen(?:nya)?|cara(?:nya)?|proses(?:nya)?|prosedur(?:nya)?|langkah|modal|minimal|berlaku|masa|mengurus|urus|jelaskan|aturan|waktu|(?:bisa |boleh )?tinggal berapa lama|berapa lama (?:bisa |boleh )?tinggal',
  'requisit[oi]|document[oi]|condizion[ei]|procedur[ae]|passi|tempo|tempi|tempistiche|vuole|vogliono|occorre|capitale|minimo|investimento|dura|durata|validita|spiegami|funziona|regole|restare|stare|rimanere',
);
const kbliTalk = everyOf(
  kbliWords.source,
  'codes?|kode(?:nya)?|codic[ei]|business(?:es)?|usaha|bisnis|attivita|activity|activities|bidang|classification|klasifikasi|edition|edisi|edizione|2020|2025|right|correct|tepat|cocok|giusto|open|opening|run|running|set ?up|buka|membuka|bikin|punya|aprire|avviare|gestire|foreigners?|foreign|asing|stranier[oiae]|own(?:ed|ership)?|100 ?%|risk|risiko|rischio|capital|modal|capitale|minimum|minimo|investment|investasi|investimento|licen[cs]es?|licenz[ae]|pt ?pma',
);
const quoteTalk = everyOf(quoteWords.source, '(?:in )?bundle|packages?|paket|pacchetto');

const signs = wordPattern('[^\\p{L}\\p{N}%/-]+', 'gu');
const looseSigns = wordPattern(`${wordStart}[-/%]+|[-/%]+${wordEnd}`, 'gu');

const without = (text: string, words: WordPattern) => text.replace(words.for(text), ' ');

/** A part of a question without the words that ask; for a code of the classification also without talk of codes. */
function bareOf(part: string, isKbli: boolean): string {
  const ofThings = isKbli ? [kbliTalk] : dropped;
  return [quoteTalk, ...ofThings, fillers, signs, looseSigns]
    .reduce(without, part)
    .replace(/\s+/g, ' ')
    .trim();
}

function intentOf(
  plain: string,
  { items, kbliCodes, subject }: Pick<Reading, 'items' | 'kbliCodes' | 'subject'>,
) {
  if (contactWords.test(plain)) return { intent: 'CONTACT', explicit: true } as const;
  const asksKbli = kbliWords.test(plain);
  if (kbliCodes.length > 0) return { intent: 'KBLI_CODE', explicit: true } as const;
  if (asksKbli) {
    const compares = compareWords.test(plain) && subject === '';
    if (!compares) return { intent: 'KBLI_SEARCH', explicit: subject !== '' } as const;
    return { intent: 'PROCEDURE', explicit: true } as const;
  }
  const asksPrice = priceWords.test(plain) || bareHowMuch.test(plain);
  if (quoteWords.test(plain) && items.length > 0 && !otherSums.test(plain)) {
    return { intent: 'QUOTE', explicit: true } as const;
  }
  if (listWords.test(plain) && !otherSums.test(plain)) return { intent: 'LIST', explicit: true } as const;
  if (
    compareWords.test(plain) &&
    items.length > 1 &&
    (asksPrice || sideBySideWords.test(plain) || items.every(({ code }) => code !== null))
  ) {
    return { intent: 'COMPARE', explicit: true } as const;
  }
  if (asksPrice && !otherSums.test(plain)) {
    const counts = items.some(({ quantity }) => quantity > 1);
    return { intent: counts ? 'QUOTE' : 'PRICE', explicit: true } as const;
  }
  if (procedureWords.test(plain) || otherSums.test(plain))
    return { intent: 'PROCEDURE', explicit: true } as const;
  if (items.some(({ quantity }) => quantity > 1)) return { intent: 'QUOTE', explicit: true } as const;
  const onlyCodes = items.length > 0 && items.every(({ code }) => code !== null);
  return { intent: onlyCodes ? 'PRICE' : 'PROCEDURE', explicit: false } as const;
}

/** Reads one question by itself. Pure; the same words are always read the same way. */
export function readingOf(question: string): Reading {
  const plain = plainText(question);
  const kbliCodes = kbliCodesIn(plain);
  const isKbli = kbliCodes.length > 0 || kbliWords.test(plain);
  const items = isKbli ? [] : itemsIn(plain, (part) => bareOf(without(part, askedOfThings), false));
  const activity = bareOf(plain, true);
  const subject = isKbli ? activity : bareOf(without(plain, askedOfThings), false);
  return {
    ...intentOf(plain, { items, kbliCodes, subject }),
    continues: continuing.test(plain),
    inherits: false,
    items,
    kbliCodes,
    edition: editionIn(plain),
    subject,
    activity,
    length: plain.split(' ').length,
    years: yearsIn(plain),
    location: locationIn(plain),
    extension: extensionWords.test(plain),
    aspects: aspectWords.flatMap(([aspect, words]) => (words.test(plain) ? [aspect] : [])),
  };
}
