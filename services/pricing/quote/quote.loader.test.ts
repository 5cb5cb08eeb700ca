import { describe, expect, test } from '@jest/globals';
import { rupiah } from '../money.ts';
import { makeQuoteLoader } from './quote.loader.ts';
import type { SavedQuote } from './quote.store.ts';

function aQuote(id: string): SavedQuote {
  const issuedAt = new Date('2026-11-23T02:00:00Z');
  return { id, issuedAt, validUntil: issuedAt, lines: [], total: rupiah(0), isFloor: false };
}

describe('the quote loader', () => {
  test('answers in the order asked, with null for a missing one, from a single read', async () => {
    const reads: string[][] = [];
    const loader = makeQuoteLoader(async (ids) => {
      reads.push([...ids]);
      return [aQuote('b'), aQuote('a')];
    });

    const quotes = await Promise.all(['a', 'missing', 'b', 'a'].map((id) => loader.load(id)));

    expect(quotes.map((quote) => quote?.id ?? null)).toEqual(['a', null, 'b', 'a']);
    expect(reads).toEqual([['a', 'missing', 'b']]);
  });
});
