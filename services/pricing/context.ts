import { contextWith, type RequestContext } from '../shared/caller.ts';
import type { Database } from '../shared/database.ts';
import { makeQuoteLoader, type QuoteLoader } from './quote/quote.loader.ts';
import { readQuotes } from './quote/quote.store.ts';

/** What the resolvers of one request get. */
export type PricingContext = RequestContext & { loaders: { quote: QuoteLoader } };

export function pricingContext(request: RequestContext, database: Database): PricingContext {
  return contextWith(request, { loaders: { quote: makeQuoteLoader((ids) => readQuotes(database, ids)) } });
}
