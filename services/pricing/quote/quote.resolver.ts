import type { Database } from '../../shared/database.ts';
import { badInput } from '../../shared/errors.ts';
import { Cost, Unshared } from '../../shared/hints.ts';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from '../../shared/type-graphql.ts';
import type { CatalogueIndex } from '../catalogue/catalogue-index.ts';
import type { PricingContext } from '../context.ts';
import type { PricingCounts } from '../pricing.counts.ts';
import type { Snapshot } from '../snapshot.ts';
import { saveQuote } from './quote.store.ts';
import { mostLines, type Quote as PricedQuote, type QuoteRefusal, quoteOf } from './quote.ts';
import { Quote, QuoteInput, QuoteResult } from './quote.type.ts';

export type QuoteSources = {
  catalogue: Snapshot<CatalogueIndex>;
  counts: PricingCounts;
  database: Database;
  validDays: number;
  clock: () => Date;
  /** Makes the id of a saved quote: 128 random bits, base64url. */
  randomId: () => string;
};

/** What an id of ours looks like; anything else is unknown without asking the database. */
const idForm = /^[\w-]{22}$/;

@Resolver(() => Quote)
export class QuoteResolver {
  constructor(private readonly sources: QuoteSources) {}

  @Cost(20)
  @Query(() => QuoteResult, { description: 'Prices a selection without saving it.' })
  quote(@Arg('input', () => QuoteInput) input: QuoteInput): PricedQuote | QuoteRefusal {
    const quote = priced(this.sources, input);
    this.sources.counts.quote('problems' in quote ? 'refused' : 'computed');
    return quote;
  }

  @Cost(100)
  @Mutation(() => QuoteResult, { description: 'Prices a selection and saves it; a refusal saves nothing.' })
  async saveQuote(@Arg('input', () => QuoteInput) input: QuoteInput): Promise<PricedQuote | QuoteRefusal> {
    const { catalogue, counts, database, randomId } = this.sources;
    const quote = priced(this.sources, input);
    if ('problems' in quote) {
      counts.quote('refused');
      return quote;
    }
    const saved = { ...quote, id: randomId() };
    await saveQuote(database, saved, catalogue.version());
    counts.quote('saved');
    return saved;
  }

  @Unshared()
  @Query(() => Quote, {
    nullable: true,
    description: 'A saved quote with the amounts and labels it was given; null for an unknown id.',
  })
  async savedQuote(
    @Arg('id', () => ID) id: string,
    @Ctx() { loaders }: PricingContext,
  ): Promise<PricedQuote | null> {
    return idForm.test(id) ? loaders.quote.load(id) : null;
  }
}

/** @throws AppError BAD_USER_INPUT for too few lines or too many */
function priced(
  { catalogue, clock, validDays }: QuoteSources,
  { lines }: QuoteInput,
): PricedQuote | QuoteRefusal {
  if (lines.length < 1 || lines.length > mostLines) {
    throw badInput(`A quote has 1 to ${mostLines} lines.`, { argument: 'input.lines' });
  }
  const index = catalogue.current();
  const { nextChangeOn } = index.catalogue.priceList;
  return quoteOf(lines, index.serviceOf, { issuedAt: clock(), validDays, nextChangeOn });
}
