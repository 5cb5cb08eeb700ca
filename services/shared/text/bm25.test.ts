import { describe, expect, test } from '@jest/globals';
import { makeBm25, type TermCounts } from './bm25.ts';
import { makePostings } from './postings.ts';

const counts = (text: string): TermCounts => {
  const found = new Map<string, number>();
  for (const word of text.split(' ')) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
};

const scoresOf = (documents: string[], words: string[]): number[] => {
  const index = makeBm25(documents.map(counts));
  const scores = new Float32Array(index.documents);
  index.addScores(
    words.map((term) => ({ term, weight: 1 })),
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
    const index = makeBm25([counts('hotel')]);
    expect([index.rarity('villa'), index.documentsWith('villa').length]).toEqual([0, 0]);
  });

  test('no documents are an index too', () => {
    expect(scoresOf([], ['hotel'])).toEqual([]);
  });
});

describe('makePostings', () => {
  test('each key gives its entries in order, an entry counted once', () => {
    const postings = makePostings([['a', 'b', 'a'], [], ['a']]);
    const entriesOf = (key: string) => [...postings.entriesOf(postings.keyOf(key) ?? -1)];
    expect([entriesOf('a'), entriesOf('b'), postings.keyOf('c')]).toEqual([[0, 2], [0], undefined]);
  });
});
