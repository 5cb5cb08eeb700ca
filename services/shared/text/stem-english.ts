const vowel = /[aeiouy]/;

/** The longest ending first. */
const endings = [
  ...['ization', 'isation', 'ations', 'ation', 'ators', 'ator', 'ments', 'ment'],
  ...['ery', 'ing', 'ist', 'ism', 'ion', 'ate', 'er', 'or', 'ed', 'al', 'y', 'e'],
];

/** The letters that an ending must leave: "baking" and "diver" may become three, "water" and "cater" may not. */
function leastLeft(word: string, ending: string): number {
  if (ending === 'e' || ending === 'ing' || ending === 'ery') return 3;
  return ending === 'er' && /[aio][cdklmnv]er$/.test(word) ? 3 : 4;
}

function singular(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  if (/[^siu]s$/.test(word) && word.length > 3) return word.slice(0, -1);
  return word;
}

/**
 * A light English stem: number, and the endings that make a trade, its worker and its place of one verb
 * ("bake", "baker", "bakery", "baking"). Not a dictionary form; only for comparing with other stems.
 */
export function stemEnglish(word: string): string {
  if (word.length < 4) return word;
  let stem = singular(word);
  for (let round = 0; round < 2; round += 1) {
    const ending = endings.find(
      (each) => stem.endsWith(each) && stem.length - each.length >= (round === 0 ? leastLeft(stem, each) : 4),
    );
    if (ending === undefined) break;
    const rest = stem.slice(0, -ending.length);
    if (!vowel.test(rest)) break;
    stem = rest;
    if (ending === 'e' || ending === 'y') break;
  }
  return /([bdfglmnprt])\1$/.test(stem) && stem.length > 3 ? stem.slice(0, -1) : stem;
}
