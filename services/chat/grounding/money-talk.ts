import { wholeWord, wordEnd, wordPattern, wordStart } from '../word-pattern.ts';

// What a sentence says an amount is. The lists decide between a price of the firm and a sum that others set.

const price =
  'pric(?:e[sd]?|ing)|costs?|costing|fees?|charge[sd]?|(?<!often |delle |dalle |le |di )quote[sd]?|quotation|discounts?|cheap(?:er|est)?|' +
  'harga(?:nya)?|biaya(?:nya)?|tarif(?:nya)?|ongkos(?:nya)?|diskon|murah|' +
  'prezz[oi]|cost[oi]|costa|costano|tariff[ae]|preventiv[oi]|scont[oi]';
// Said of prices and of taxes alike
const paying = 'rates?|pays?|totals?|bayar|membayar|total(?:nya)?|pagare|paga|totale|aliquot[ae]';
const firm =
  'Bali ?Zero|our|we (?:charge|offer|ask)|(?:harga|biaya|tarif|jasa|layanan|paket) kami|biaya (?:jasa|layanan)|' +
  '(?:service|agency|handling) fees?|nostr[oaie]|chiediamo|offriamo';
const setByAuthority =
  'fines|fined|(?:a|an|the|overstay|daily|maximum|administrative) fine|fine (?:of|is|for)|penalt(?:y|ies)|overstay(?:ing)?|' +
  'denda|sanksi|mult[ae]|ammend[ae]|sanzion[ei]|government|PNBP|state (?:fee|revenue)s?|immigration (?:office|fee)s?|levy|' +
  'pemerintah|(?:kas|penerimaan) negara|(?:tarif|biaya|denda) (?:resmi )?imigrasi|pungutan|retribusi|DKPTKA|job cost|biaya jabatan|costo di lavoro|' +
  'governativ[oaie]|govern[oi]|statal[ei]|dello stato|ufficio immigrazione|prelievo';
// "Tax report" and "laporan pajak" are services of the firm, a tax is not
const otherSum =
  'capital|paid-up|modal|capitale|invest(?:s|ment|ments|asi|imento|imenti)?|equity|ekuitas|shares?|saham|quot[ae]|turnover|' +
  'revenues?|omzet|peredaran|fatturato|ricav[oi]|(?:tax|taxes|taxed|taxable)(?![ -](?:reports?|returns?|fil|serv|regist|consult|numb|pack))|' +
  '(?<!(?:lapor|laporan|SPT|konsultan|jasa) )pajak(?! (?:tahunan|bulanan))|PPh|PPN|VAT|IVA|BPHTB|PBB|PBJT|impost[ae]|tass[ae]|' +
  'salar(?:y|ies)|wages?|gaji|upah|stipend[io]|income(?! tax return)|penghasilan|(?<!dichiarazione dei )reddit[oi]|' +
  'bank statements?|rekening koran|estratt[oi] conto|proof of funds|bukti dana|deposits?|deposito|jaminan|balance|saldo|savings|tabungan|risparmi|ceilings?|plafon|massimal[ei]|' +
  'contributions?|iuran|contribut[oi]|premi[oa]?|excise|cukai|accis[ae]|bea|dut(?:y|ies)|dazi|assets?|aset|nilai';
const serviceNames =
  'reports?|reporting|returns?|filing|visas?|KITAS|KITAP|VOA|permits?|licen[cs]es?|registrations?|set-?up|revisions?|changes?|' +
  'extensions?|renewals?|packages?|services?|laporan|lapor|SPT|LKPM|NPWPD?|izin|pendirian|perubahan|pendaftaran|perpanjangan|' +
  'pengurusan|paket|layanan|jasa|vist[oi]|permess[oi]|dichiarazion[ei]|licenz[ae]|iscrizion[ei]|costituzione|modific[ah]e?|' +
  'proroga|rinnovo|pacchett[oi]|serviz[io]';
const requirement =
  'requires?|required|asks? for|chied(?:e|ono)|meminta|diminta|requirements?|needs?|needed|must|at least|minimum|proof|above|more than|exceed(?:s|ing)?|threshold|' +
  'memerlukan|perlu|wajib|harus|minimal|minimum|sedikitnya|paling sedikit|bukti|syarat|persyaratan|di atas|lebih dari|' +
  'richied(?:e|ono)|serv(?:e|ono)|dev(?:e|ono)|almeno|minim[oa]|prova|oltre|più di|requisit[oi]';

// Beside an amount they ask to pay it, to someone
const paymentOrder =
  '(?:transfer|send|wire|pay) (?:it|them|money|funds|IDR|Rp|USD|EUR)|send|wire|(?:bank )?account (?:number|no)|' +
  'to (?:the|this|our|my) account|kirim(?:kan)?|transferkan|nomor rekening|ke rekening|bonific[oi]|invia(?:re)?|IBAN';

const words = (source: string) => wordPattern(wholeWord(source), 'iu');
const priceWords = words(price);
const payingWords = words(paying);
const firmWords = words(firm);
const authorityWords = words(setByAuthority);
const otherWords = words(otherSum);
const serviceWords = words(serviceNames);
const requirementWords = words(requirement);
const paymentOrderWords = words(paymentOrder);

export type MoneyTalk = {
  price: boolean;
  paying: boolean;
  firm: boolean;
  /** Set by the state: fines, government fees. */
  authority: boolean;
  /** A sum of another nature: capital, tax, income; not one that merely stands beside a service. */
  other: boolean;
  /** Asks to send money somewhere. */
  order: boolean;
  /** The same as `other`, wherever it stands. */
  sum: boolean;
  /** Names something that the firm does for a price. */
  service: boolean;
};

export function moneyTalkOf(text: string): MoneyTalk {
  const [sum, service] = [otherWords.test(text), serviceWords.test(text)];
  return {
    price: priceWords.test(text),
    paying: payingWords.test(text),
    firm: firmWords.test(text),
    authority: authorityWords.test(text),
    other: sum && (!service || requirementWords.test(text)),
    sum,
    service,
    order: paymentOrderWords.test(text),
  };
}

/** Whether the words say that the sum is set by others. Beside a price word only the state's sums count. */
export function isSetByOthers({
  price: speaksOfPrice,
  firm: speaksOfFirm,
  authority,
  other,
  order,
}: MoneyTalk): boolean {
  return !speaksOfFirm && !order && (authority || (other && !speaksOfPrice));
}

const between =
  "is|are|was|at|of|from|starts?|starting|begins?|about|around|only|just|approximately|roughly|up|to|it's|will|be|" +
  'adalah|ialah|yaitu|mulai|dari|sekitar|kira-kira|hanya|cuma|sebesar|senilai|kurang|lebih|sampai|hingga|' +
  'è|sono|di|da|a|parte|partono|circa|solo|soltanto|pari|ammonta|fino';

/** The end of a text after which a plain number is a price: "the price starts from ". */
export const priceBefore = wordPattern(
  `${wholeWord(`${price}|${paying}`)}(?:[\\s:=*_–-]+(?:${between})${wordEnd}){0,4}[\\s:=*_~≈–-]*$`,
  'iu',
);

/** The end of a text after which an amount says what a thing comes to: "it is ", "the visa: ", "all of it for ". */
export const comesToBefore = wordPattern(
  `(?:${wordStart}(?:is|are|was|be|now|only|just|for|at|adalah|ialah|yaitu|hanya|cuma|seharga|sebesar|è|sono|solo|soltanto|per)${wordEnd}|[:=–—|(-])[\\s*_~≈]*$`,
  'iu',
);

/** The end of a text after which an amount repeats what the person said: "your budget of ". */
export const budgetBefore = /(?:budget|anggaran)[^.;:!?\n]{0,24}$/iu;

/** A word that announces money: from here on nothing of a sentence is shown before it is checked. */
export const moneyWord = new RegExp(
  `^(?:${price}|${paying}|IDR|Rp|rupiahs?|rupi[ae]|USD|dollars?|dollar[oi]|dolar|EUR|euros?|million|billion|juta|miliar|budget|anggaran)$`,
  'iu',
);
