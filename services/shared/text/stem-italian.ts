/** Endings that make the action, its agent and its verb of one root; each leaves at least four letters. */
const endings = /(?:azion[ei]|izion[ei]|[ai]?tor[ei]|[ai]?tric[ei]|ament[oi]|iment[oi]|iare|are|ere|ire)$/;

function withoutFinalVowel(word: string): string {
  if (/(?:ie|he|hi|ii|ia|io)$/.test(word) && word.length > 4) return word.slice(0, -2);
  return /[aeio]$/.test(word) && word.length > 3 ? word.slice(0, -1) : word;
}

/**
 * A light Italian stem: gender and number, and the endings of actions and agents ("riparare", "riparazione",
 * "riparatore"). Takes words without accents. Not a dictionary form; only for comparing with other stems.
 */
export function stemItalian(word: string): string {
  if (word.length < 4) return word;
  const match = endings.exec(word);
  const root = match && match.index >= 4 ? word.slice(0, match.index) : word;
  return root === word ? withoutFinalVowel(word) : root.replace(/[io]$/, '');
}
