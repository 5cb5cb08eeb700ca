import { describe, expect, test } from '@jest/globals';
import { makeBm25 } from './bm25.ts';
import { makeNumberLists } from './number-lists.ts';
import { postingLists, postingsOver } from './postings.ts';

/** An index over texts, and the number of each of their words; -1 for a word of none. */
function indexOf(documents: string[]) {
  const numbers = new Map<string, number>();
  const terms = makeNumberLists();
  const counts: number[] = [];
  for (const text of documents) {
    const found = new Map<string, number>();
    for (const word of text.split(' ')) found.set(word, (found.get(word) ?? 0) + 1);
    for (const [word, count] of found) {
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      terms.add(numbers.get(word) ?? 0);
      counts.push(count);
    }
    terms.endList();
  }
  const index = makeBm25(numbers.size, { terms: terms.made(), counts: Float64Array.from(counts) });
  return { index, numberOf: (word: string) => numbers.get(word) ?? -1 };
}

const scoresOf = (documents: string[], words: string[]): number[] => {
  const { index, numberOf } = indexOf(documents);
  const scores = new Float32Array(index.documents);
  index.addScores(
    words.map((word) => ({ term: numberOf(word), weight: 1 })),
    scores,
  );
  return [...scores];
};

describe('makeBm25', () => {
  test('a document without the words scores nothing', () => {
    expect(scoresOf(['hotel bar', 'rice farm'], ['hotel'])[1]).toBe(0);
  });

  test('a rare word counts more than a common one', () => {
    const [common = 0, rare = 0] = scoresOf(
      ['shop bread', 'shop tea', 'shop milk', 'farm milk'],
      ['shop', 'farm'],
    ).filter((_, at) => at === 0 || at === 3);
    expect(rare).toBeGreaterThan(common);
  });

  test('of two documents with the word, the shorter scores more', () => {
    const [short = 0, long = 0] = scoresOf(['hotel', 'hotel and many more words', 'farm'], ['hotel']);
    expect(short).toBeGreaterThan(long);
  });

  test('a term that stands nowhere has no rarity and no documents', () => {
    const { index, numberOf } = indexOf(['hotel']);
    const villa = numberOf('villa');
    expect([index.rarity(villa), index.documentsWith(villa).length]).toEqual([0, 0]);
  });

  test('no documents are an index too', () => {
    expect(scoresOf([], ['hotel'])).toEqual([]);
  });
});

describe('postings', () => {
  test('each key gives its entries in order, an entry counted once', () => {
    const postings = postingsOver(postingLists([['a', 'b', 'a'], [], ['a']]));
    const entriesOf = (key: string) => [...postings.entriesOf(postings.keyOf(key) ?? -1)];
    expect([entriesOf('a'), entriesOf('b'), postings.keyOf('c')]).toEqual([[0, 2], [0], undefined]);
  });
});
