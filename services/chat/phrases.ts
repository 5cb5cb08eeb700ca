import type { Language } from '../shared/language.ts';

/** How to reach the firm, as the price list states it; never written down here. */
export type ContactDetails = { email: string; whatsapp: string; hours: string };

type InEveryLanguage = Record<Language, string>;

const fixed = {
  /** Behind a place where a figure is missing; "…" is what stands there instead. */
  figureLeftOut: {
    EN: '(Where you see “…”, I left out a figure that our sources do not confirm.)',
    ID: '(Tanda “…” berarti ada angka yang saya hilangkan karena tidak didukung sumber kami.)',
    IT: '(Dove vedi “…” ho tolto una cifra che le nostre fonti non confermano.)',
  },
  /** Behind a code, date or duration that stays although no source holds it. */
  unconfirmed: { EN: '(not confirmed)', ID: '(belum terkonfirmasi)', IT: '(non confermato)' },
  greeting: {
    EN: 'Hello! I answer questions about visas and stay permits, companies, licences and KBLI codes, taxes and our prices in Bali. What would you like to know?',
    ID: 'Halo! Saya menjawab pertanyaan tentang visa dan izin tinggal, perusahaan, perizinan dan kode KBLI, pajak, serta harga kami di Bali. Apa yang ingin Anda ketahui?',
    IT: 'Ciao! Rispondo a domande su visti e permessi di soggiorno, società, licenze e codici KBLI, tasse e sui nostri prezzi a Bali. Che cosa vuoi sapere?',
  },
  thanks: {
    EN: 'You are welcome! Ask me whenever something else comes up.',
    ID: 'Sama-sama! Silakan bertanya lagi kapan saja.',
    IT: 'Prego! Scrivimi pure quando hai altre domande.',
  },
  farewell: {
    EN: 'Goodbye, and all the best!',
    ID: 'Sampai jumpa, semoga lancar!',
    IT: 'Arrivederci e buona fortuna!',
  },
  /** Ends an answer that the person stopped. */
  stopped: {
    EN: 'You stopped this answer here.',
    ID: 'Anda menghentikan jawaban ini di sini.',
    IT: 'Hai fermato qui questa risposta.',
  },
  /** Ends an answer whose making broke off on our side. */
  interrupted: {
    EN: 'This answer was interrupted on our side; what stands above is kept. You can ask for it again.',
    ID: 'Jawaban ini terputus di pihak kami; bagian di atas tetap tersimpan. Anda dapat memintanya lagi.',
    IT: 'Questa risposta si è interrotta per un nostro problema; quanto sta sopra resta. Puoi chiederla di nuovo.',
  },
  /** Ends an answer that reached the longest length. */
  cutShort: {
    EN: 'The answer ends here because it grew too long. Ask for the part you need most.',
    ID: 'Jawaban berhenti di sini karena terlalu panjang. Tanyakan bagian yang paling Anda perlukan.',
    IT: 'La risposta finisce qui perché era troppo lunga. Chiedimi la parte che ti serve di più.',
  },
  refused: {
    EN: 'I cannot help with this request.',
    ID: 'Saya tidak dapat membantu permintaan ini.',
    IT: 'Non posso aiutarti con questa richiesta.',
  },
  failed: {
    EN: 'The answer could not be made. Please try again.',
    ID: 'Jawaban tidak dapat dibuat. Silakan coba lagi.',
    IT: 'Non è stato possibile preparare la risposta. Riprova.',
  },
  busy: {
    EN: 'Too many questions are being answered right now. Please try again in a moment.',
    ID: 'Saat ini terlalu banyak pertanyaan yang sedang dijawab. Silakan coba lagi sebentar lagi.',
    IT: 'In questo momento ci sono troppe domande in corso. Riprova tra poco.',
  },
  pricesUnreachable: {
    EN: 'I cannot read the price list at the moment, so I name no prices here.',
    ID: 'Saat ini saya tidak dapat membaca daftar harga, jadi saya tidak menyebutkan harga.',
    IT: 'Al momento non riesco a leggere il listino, quindi non indico prezzi.',
  },
  /** Says what an answer made without a language model is. */
  extractive: {
    EN: 'Put together from our articles and price list, without a language model.',
    ID: 'Disusun dari artikel dan daftar harga kami, tanpa model bahasa.',
    IT: 'Composta dai nostri articoli e dal listino, senza un modello linguistico.',
  },
} as const satisfies Record<string, InEveryLanguage>;

export type PhraseKey = keyof typeof fixed;

export const phraseKeys = Object.keys(fixed) as readonly PhraseKey[];

/** A sentence that the chat says itself. None holds a figure, so none needs a source. */
export function phrase(key: PhraseKey, language: Language): string {
  return fixed[key][language];
}

const askUs: Record<Language, (contact: ContactDetails) => string> = {
  EN: ({ whatsapp, email, hours }) => `Please ask our team: WhatsApp ${whatsapp} or ${email} (${hours}).`,
  ID: ({ whatsapp, email, hours }) =>
    `Silakan tanyakan kepada tim kami: WhatsApp ${whatsapp} atau ${email} (${hours}).`,
  IT: ({ whatsapp, email, hours }) =>
    `Chiedi al nostro team: WhatsApp ${whatsapp} oppure ${email} (${hours}).`,
};

/** Where to turn to. */
export function contactSentence(language: Language, contact: ContactDetails): string {
  return askUs[language](contact);
}

const missing: InEveryLanguage = {
  EN: 'Our sources do not cover this question, so I would rather not guess.',
  ID: 'Sumber kami tidak memuat jawaban atas pertanyaan ini, jadi saya tidak ingin menebak.',
  IT: 'Le nostre fonti non trattano questa domanda, quindi preferisco non tirare a indovinare.',
};

/**
 * The whole answer to a question that no source covers.
 * @param contact null while the price list, which states it, was never reached
 */
export function notCovered(language: Language, contact: ContactDetails | null): string {
  return contact === null ? missing[language] : `${missing[language]} ${contactSentence(language, contact)}`;
}
