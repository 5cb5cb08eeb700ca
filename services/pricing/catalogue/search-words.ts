// Words as the catalogue search compares them. Small on purpose: 35 services need no language model of their own.

/** Words that every question holds and that tell no service from another, in English, Indonesian and Italian. */
const commonWords = new Set(
  `a an and any are can cost do does for from get give have how i in is it me much my need of on or price please the
  to want what which who with would you your
  ada adalah apa atau bagi berapa bisa biaya buat dan dari di dengan harga ini itu kami ke mau mohon perlu saya
  tolong untuk yang
  al alla che ci come con costa costo da dei del della di e ed è fare gli ho i il in io la le lo mi nel o per posso
  prezzo quale quanto quanti serve si sono su tra un una uno vorrei voglio`.split(/\s+/),
);

/** Lower case, without accents. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A code as people type it: "e 31-b" and "E31B" are the same. */
export function compactCode(text: string): string {
  return folded(text).replace(/[^a-z0-9]/g, '');
}

/**
 * The common part of singular and plural: English -s, the last vowel of longer Italian words.
 * Indonesian has neither, and the rule leaves its words comparable with themselves.
 */
function stem(word: string): string {
  const singular = word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  return singular.length > 4 ? singular.replace(/[aeiou]$/, '') : singular;
}

/** The stems of a text in order; common words are left out unless there is nothing else. */
export function wordsIn(text: string): string[] {
  const all = folded(text).match(/[a-z0-9]+/g) ?? [];
  const telling = all.filter((word) => !commonWords.has(word));
  return (telling.length > 0 ? telling : all).map(stem);
}

/** Whether two words differ by at most one typing mistake: a letter more, less, other, or two swapped. */
export function nearlySame(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  const [a, b] = [left.slice(start), right.slice(start)];
  if (a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b) return true;
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
