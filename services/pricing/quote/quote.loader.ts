import DataLoader from 'dataloader';
import type { SavedQuote } from './quote.store.ts';

export type QuoteLoader = DataLoader<string, SavedQuote | null>;

/**
 * Saved quotes by id, read together and once per request.
 * @param read gives the quotes there are, in any order
 * @returns null for an id that no quote has
 */
export function makeQuoteLoader(read: (ids: readonly string[]) => Promise<SavedQuote[]>): QuoteLoader {
  return new DataLoader(async (ids) => {
    const quotes = new Map((await read(ids)).map((quote) => [quote.id, quote]));
    return ids.map((id) => quotes.get(id) ?? null);
  });
}
