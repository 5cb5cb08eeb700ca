import { type RequestContext, ServiceContext } from '../shared/caller.ts';
import type { Database } from '../shared/database.ts';
import { makeQuoteLoader, type QuoteLoader } from './quote/quote.loader.ts';
import { readQuotes } from './quote/quote.store.ts';

type Loaders = { quote: QuoteLoader };

/** What the resolvers of one request get. */
export type PricingContext = RequestContext & { readonly loaders: Loaders };

/** Most requests ask for no saved quote: their loader is made when one does. */
class LoadingContext extends ServiceContext implements PricingContext {
  private readonly database: Database;
  private made: Loaders | null = null;

  constructor(request: RequestContext, database: Database) {
    super(request);
    this.database = database;
  }

  get loaders(): Loaders {
    this.made ??= { quote: makeQuoteLoader((ids) => readQuotes(this.database, ids)) };
    return this.made;
  }
}

export function pricingContext(request: RequestContext, database: Database): PricingContext {
  return new LoadingContext(request, database);
}
