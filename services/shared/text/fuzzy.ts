import { type PostingLists, postingLists, postingsOver } from './postings.ts';

/**
 * How many typing mistakes lie between two words: letters left out, put in, exchanged, or swapped with the next.
 * @param most stop counting past it
 * @returns the number, or `most + 1` when it is more
 */
export function typingDistance(first: string, second: string, most: number): number {
  if (Math.abs(first.length - second.length) > most) return most + 1;
  const width = second.length + 1;
  let before = new Uint8Array(width);
  let previous = Uint8Array.from({ length: width }, (_, index) => index);
  for (let row = 1; row <= first.length; row += 1) {
    const current = new Uint8Array(width);
    current[0] = row;
    let least = row;
    for (let column = 1; column < width; column += 1) {
      const cost = first[row - 1] === second[column - 1] ? 0 : 1;
      let value = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + cost,
      );
      const swapped =
        row > 1 &&
        column > 1 &&
        first[row - 1] === second[column - 2] &&
        first[row - 2] === second[column - 1];
      if (swapped) value = Math.min(value, (before[column - 2] ?? 0) + 1);
      current[column] = value;
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = previous;
    previous = current;
  }
  return Math.min(previous[second.length] ?? 0, most + 1);
}

/** Three-letter pieces, with the word's ends marked. */
export function trigrams(word: string): string[] {
  const marked = `^${word}$`;
  const pieces: string[] = [];
  for (let at = 0; at + 3 <= marked.length; at += 1) pieces.push(marked.slice(at, at + 3));
  return pieces;
}

export type Correction = { word: string; distance: number };

/** Finds the words of a list that a mistyped word may stand for. */
export type Speller = (mistyped: string) => Correction[];

/** One mistake from four letters on, two from eight, three from ten: more would turn one trade into another. */
function mistakesAllowed(length: number): number {
  if (length < 4) return 0;
  if (length < 8) return 1;
  return length < 10 ? 2 : 3;
}

/** The three-letter pieces of a list of words. */
export function spellingLists(words: readonly string[]): PostingLists {
  return postingLists(words.map(trigrams));
}

/**
 * @param words the list, each word once
 * @param lists its pieces
 * @returns a speller whose answer has the fewest mistakes first, then words with the same first letter, which people
 *   seldom mistype, then the order of the list
 */
export function makeSpeller(words: readonly string[], lists = spellingLists(words)): Speller {
  const postings = postingsOver(lists);
  const shared = new Uint8Array(words.length);
  return (mistyped) => {
    const most = mistakesAllowed(mistyped.length);
    if (most === 0) return [];
    const pieces = [...new Set(trigrams(mistyped))];
    const touched: number[] = [];
    for (const piece of pieces) {
      const key = postings.keyOf(piece);
      if (key === undefined) continue;
      for (const word of postings.entriesOf(key)) {
        if (shared[word] === 0) touched.push(word);
        shared[word] = (shared[word] ?? 0) + 1;
      }
    }
    // One mistake destroys at most three pieces, a swap four.
    const needed = Math.max(1, pieces.length - 4 * most);
    const corrections: (Correction & { at: number })[] = [];
    for (const at of touched) {
      const enough = (shared[at] ?? 0) >= needed;
      shared[at] = 0;
      const word = words[at] ?? '';
      if (!enough || Math.abs(word.length - mistyped.length) > most) continue;
      const distance = typingDistance(mistyped, word, most);
      if (distance <= most) corrections.push({ word, distance, at });
    }
    const firstDiffers = ({ word }: Correction): number => (word[0] === mistyped[0] ? 0 : 1);
    corrections.sort(
      (one, other) =>
        one.distance - other.distance || firstDiffers(one) - firstDiffers(other) || one.at - other.at,
    );
    return corrections.map(({ word, distance }) => ({ word, distance }));
  };
}
