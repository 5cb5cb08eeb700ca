export type SmallTalk = 'GREETING' | 'THANKS' | 'FAREWELL';

// Longest first within a kind: what is matched is taken out, and small talk is what leaves nothing over.
const kinds: readonly [SmallTalk, RegExp][] = [
  [
    'THANKS',
    /^(?:thank you|thanks|thank u|thankyou|thx|tks|ty|much appreciated|appreciate it|terima ?kasih|terimakasih|makasih|makasi|trims|trima kasih|tengkyu|suwun|matur suksma|grazie|ti ringrazio|vi ringrazio|la ringrazio)(?= |$)/,
  ],
  [
    'FAREWELL',
    /^(?:good ?bye|bye bye|bye|see you|see ya|good ?night|sampai jumpa|sampai ketemu|selamat tinggal|selamat jalan|selamat tidur|dadah|arrivederci|arrivederla|a presto|addio|buonanotte|buona notte|ci vediamo)(?= |$)/,
  ],
  [
    'GREETING',
    /^(?:hello|hallo|halo+|hai|hi+|hey+|heya|yo|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings|how are you(?: doing)?|how is it going|nice to meet you|selamat (?:pagi|siang|sore|malam|datang)|pagi|siang|sore|malam|apa kabar(?:nya)?|gimana kabar(?:nya)?|permisi|assalamu?alaikum|assalamu alaikum|om swastiastu|salam(?: kenal)?|punten|ciao|salve|buon ?giorno|buona ?sera|buon pomeriggio|buondi|ehila|come stai|come state|come sta|come va|tutto bene|piacere|test(?:ing)?|tes|ping|prova)(?= |$)/,
  ],
];

const fillers =
  /^(?:there|all|everyone|everybody|guys|team|sir|madam|friend|zantara|bali zero|bot|again|very much|so much|a lot|lots|many|for (?:your|the) (?:help|answer|time|info|information)|for everything|ok(?:ay|e|eh)?|oki|alright|great|perfect|cool|nice|good|yes|ya|iya|yah|nih|sip|siap|baik|oke|mantap|kak(?:ak)?|min|admin|pak|bu|bapak|ibu|mas|mbak|bli|gan|bos|semua(?:nya)?|teman|banyak|sekali|bantuannya|atas (?:bantuan|jawaban|informasi|info)(?:nya)?|infonya|jawabannya|dan|and|e|a tutti|tutti|ragazzi|mille|tante|molte|infinite|davvero|molto|per (?:l )?(?:aiuto|la risposta|tutto|le informazioni)|dell aiuto|va bene|perfetto|ottimo|bene|si|capito|again)(?= |$)/;

/** Letters, digits and single spaces of a text; signs and pictures say nothing here. */
function bareWords(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Whether a message is nothing but a greeting, thanks or farewell, in any mixture of the three languages.
 * @returns null for anything with a question in it ("halo, berapa harga C1?"); thanks win over a greeting
 */
export function smallTalkOf(question: string): SmallTalk | null {
  let rest = bareWords(question);
  // Longer messages are never only polite, and cost no search through the lists
  if (rest.length > 120) return null;
  const found = new Set<SmallTalk>();
  while (rest !== '') {
    const kind = kinds.find(([, pattern]) => pattern.test(rest));
    const match = kind?.[1].exec(rest) ?? fillers.exec(rest);
    if (match === null) return null;
    if (kind !== undefined) found.add(kind[0]);
    rest = rest.slice(match[0].length).trim();
  }
  if (found.has('THANKS')) return 'THANKS';
  if (found.has('FAREWELL')) return 'FAREWELL';
  return found.has('GREETING') ? 'GREETING' : null;
}
