// Small numbers as people write them when they count things and years.

const words: readonly (readonly string[])[] = [
  ['one', 'single', 'satu', 'sebuah', 'uno', 'una'],
  ['two', 'couple of', 'dua', 'due'],
  ['three', 'tiga', 'tre'],
  ['four', 'empat', 'quattro'],
  ['five', 'lima', 'cinque'],
  ['six', 'enam', 'sei'],
  ['seven', 'tujuh', 'sette'],
  ['eight', 'delapan', 'otto'],
  ['nine', 'sembilan', 'nove'],
  ['ten', 'sepuluh', 'dieci'],
  ['eleven', 'sebelas', 'undici'],
  ['twelve', 'dua belas', 'dodici'],
];

const valueOfWord = new Map(words.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));

/** Matches a number in digits or words; longer words first, so that "dua belas" is not read as two. */
export const numberSource = `\\d{1,3}|${[...valueOfWord.keys()].sort((a, b) => b.length - a.length).join('|')}`;

/** @returns null for what `numberSource` does not match, and for 0 */
export function numberOf(text: string): number | null {
  const value = /^\d+$/.test(text) ? Number(text) : (valueOfWord.get(text) ?? null);
  return value === 0 ? null : value;
}
