import { Language } from '../shared/language.ts';

// Words that tell a language; loan words that all three use here (visa, KITAS, PT PMA, villa, online) are in none.
const words: Record<Language, string> = {
  EN: `the an is are was were do does did can could may might must should would will shall have has had i you we they
    he she it my your our their his her its me us them this that these those what which who whom whose when where why
    how much many long if of to for from with without about into after before between during by at on as and or but not
    no yes than there here any some all also only just need needs want wants get gets apply open start stay work working
    price prices cost costs fee fees pay paid quote total cheap cheapest expensive permit permits stay licence license
    company business tax taxes report year years month months day days person people wife husband child children kids
    family retirement retire remote worker foreigner foreigners owner buy rent land house house property extension extend
    renew renewal documents requirements required minimum capital bank account hello hi hey thanks thank please tell
    explain difference list code restaurant rental shop coffee two three one per each please ok good morning afternoon`,
  ID: `yang di ke dari dan atau untuk dengan tanpa pada adalah ini itu apa apakah berapa bagaimana gimana siapa kapan
    mana kenapa mengapa saya aku kami kita anda kamu dia mereka bisa boleh harus perlu mau ingin akan sudah sdh belum
    tidak tdk gak nggak ga bukan jangan ada juga saja aja hanya kalau kalo jika bila maka karena supaya agar lebih
    kurang paling banyak lama berlaku syarat syaratnya persyaratan cara caranya harga harganya biaya biayanya tarif
    bayar ongkos izin ijin tinggal kerja usaha perusahaan pajak lapor laporan tahun thn tahunan bulan hari orang asing
    istri suami anak keluarga pensiun pekerja pemilik beli sewa tanah rumah perpanjang perpanjangan dokumen modal kode
    restoran warung toko kopi tolong mohon dong ya yg utk dgn brp gmn halo hai terima kasih makasih selamat pagi siang
    sore malam jelaskan perbedaan beda daftar buka bikin buat mendirikan pendirian urus mengurus dua tiga satu
    sampai jumpa semoga lancar orangnya totalnya paket paling murah mahal dulu lagi nya kah sih deh nih kak min apabila serta bagi oleh denda nomor kalian kantor tutup siapkan disiapkan`,
  IT: `il lo la gli le un uno una di del dello della dei degli delle da dal dalla dai nel nella nei nelle sul sulla con
    senza per tra fra e o ma non che chi cosa come quando dove perche quanto quanta quanti quante quale quali qual mi ti
    si ci vi io tu lui lei noi voi loro mio mia miei tuo tua suo sua nostro nostra vostro questo questa questi quello
    sono sei siamo siete essere ho hai ha abbiamo avete hanno avere posso puoi puo possiamo potete possono devo deve
    dobbiamo voglio vorrei vuole serve servono bisogna occorre costa costano costo costi prezzo prezzi tariffa pagare
    visto visti permesso soggiorno licenza lavoro lavorare lavoratore societa azienda impresa tasse tassa fiscale anno
    anni mese mesi giorno giorni persona persone moglie marito figlio figli figlia famiglia pensione pensionato pensionati
    straniero stranieri proprietario comprare affittare terreno casa rinnovo rinnovare proroga documenti requisiti minimo
    capitale conto codice ristorante negozio noleggio bar ciao salve grazie buongiorno buonasera prego aprire fare
    differenza durata dura quanto tempo piu meno anche solo poi allora spiegami dimmi elenco due tre preventivo totale nomade digitale multa multe vostro vostra vostri numero telefono`,
};

/** Words of two languages count for neither. */
const languageOfWord = new Map<string, Language | null>();
for (const language of [Language.EN, Language.ID, Language.IT]) {
  for (const word of new Set(words[language].split(/\s+/))) {
    languageOfWord.set(word, languageOfWord.has(word) ? null : language);
  }
}

/** Endings and beginnings that a long word of the language often has. */
const shapes: readonly [RegExp, Language][] = [
  [/^(?:me(?:m|n|ng|ny)?|ber|di|ter|pe(?:m|n|ng|ny)?|ke|per)[a-z]{3,}(?:kan|nya|an|i)$/, Language.ID],
  [/^(?:mem|men|meng|meny|ber)[a-z]{4,}$|[a-z]{3,}(?:nya|kah|kan)$/, Language.ID],
  [
    /(?:zion[ei]|ment[eoi]|tà|ità|ggio|gl[ii]o|ch[ei]|ando|endo|ato|ata|ati|ate|uto|uta|ibile|are|ere|ire|ett[aoi]|ezza|anza)$/,
    Language.IT,
  ],
  [/[èéàòùì]/, Language.IT],
  [/(?:ing|tion|tions|ment|ments|ness|able|ship|ful|ally|ies|'s|n't|ght|wh[a-z]+|ed)$/, Language.EN],
];

function isLetters(word: string): boolean {
  return /^[\p{L}']+$/u.test(word);
}

/**
 * The language a question is written in, by its words and their shapes.
 * @returns null when it can't be told: nothing but codes and words that the three share, or a tie
 */
export function languageOf(question: string): Language | null {
  const scores: Record<Language, number> = { EN: 0, ID: 0, IT: 0 };
  const text = question
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/\b(?:l|d|un|dell|all|nell|dall|quell|quant|cos|c|dov|com)'/g, ' $& ');
  for (const word of text.split(/[^\p{L}\p{N}'-]+/u)) {
    if (/^(?:l|d|un|dell|all|nell|dall|quell|quant|cos|c|dov|com)'$/.test(word)) scores.IT += 2;
    if (!isLetters(word)) continue;
    const plain = word.normalize('NFD').replace(/\p{M}/gu, '');
    const known = languageOfWord.get(plain) ?? (languageOfWord.has(plain) ? null : undefined);
    if (known) scores[known] += 2;
    if (known !== undefined && !/[èéàòùì]/.test(word)) continue;
    const shape = shapes.find(([pattern]) => pattern.test(word));
    if (shape !== undefined && (word.length > 4 || /[èéàòùì]/.test(word))) scores[shape[1]] += 1;
  }
  const [best, second] = Object.entries(scores).sort(([, a], [, b]) => b - a);
  if (best === undefined || second === undefined || best[1] === second[1]) return null;
  return Language[best[0] as Language];
}

/**
 * The language to answer in.
 * @param asked what the caller chose; wins over everything
 * @param earlier language of the conversation's last answer, for questions such as "E33G?"
 * @returns Indonesian when nothing tells it
 */
export function answerLanguage(question: string, asked: Language | null, earlier: Language | null): Language {
  return asked ?? languageOf(question) ?? earlier ?? Language.ID;
}
