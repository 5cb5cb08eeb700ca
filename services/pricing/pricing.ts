import type { Registry } from 'prom-client';
import type { RequestContext } from '../shared/caller.ts';
import type { Database } from '../shared/database.ts';
import { joinedVersion } from '../shared/joined-version.ts';
import type { Logger } from '../shared/logger.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { readCatalogue, readCatalogueStamp } from './catalogue/catalogue.store.ts';
import { type CatalogueIndex, catalogueIndex } from './catalogue/catalogue-index.ts';
import { PackageResolver } from './catalogue/package.resolver.ts';
import { AdviceFields, ContactRouteFields, PriceListResolver } from './catalogue/price-list.resolver.ts';
import { priceListAgeNotice } from './catalogue/price-list-age.ts';
import { ServiceQueries } from './catalogue/service.resolver.ts';
import {
  PriceOptionFields,
  ServiceExtensionFields,
  ServiceFields,
} from './catalogue/service-fields.resolver.ts';
import { pricingContext } from './context.ts';
import type { BuiltSearch } from './kbli/built-search.ts';
import { readKbli, readKbliVersion } from './kbli/kbli.store.ts';
import { makeKbli } from './kbli/kbli.ts';
import { kbliResolvers, resolveKbliReference } from './kbli/kbli-subgraph.ts';
import { kbliSearchOver } from './kbli/search.ts';
import { searchLists } from './kbli/search-lists.ts';
import { makePricingCounts, type PricingCounts } from './pricing.counts.ts';
import { QuoteResolver, type QuoteSources } from './quote/quote.resolver.ts';
import { QuoteFields, QuoteLineFields } from './quote/quote-fields.resolver.ts';
import { pricingSchema } from './schema.ts';
import { makeSnapshot, type Snapshot } from './snapshot.ts';

export type PricingParts = {
  database: Database;
  /** Days for which a quote holds, 1 to 365. */
  quoteValidDays: number;
  /** Pause between two looks for new data in milliseconds; 0 never looks. */
  pollMs: number;
  /** What the build has kept for the search; made from the database when absent or of another version. */
  search?: BuiltSearch | null;
  logger: Logger;
  clock: () => Date;
  /** Makes the id of a saved quote: 128 random bits, base64url. */
  randomId: () => string;
  /** Where its numbers are kept; absent: nobody reads them. */
  register?: Registry;
};

type Closable = { close(): Promise<void> };

/**
 * Prices, quotes and KBLI over a database that holds both data sets.
 * @returns when both are in memory
 * @throws Error when one of them was never loaded
 */
export async function openPricing(parts: PricingParts): Promise<OpenSubgraph> {
  const { database, clock, randomId } = parts;
  // Together: the database takes its time over the classification.
  const [kbli, catalogue] = await bothOpen(openKbli(parts), openCatalogue(parts));
  const counts = makePricingCounts(parts.register);
  counts.watchPriceList(
    () => priceListAgeNotice(catalogue.current().catalogue.priceList.effectiveFrom, clock()) !== null,
  );
  const kbliSources = {
    counts,
    classification: () => kbli.current().classification,
    search: () => kbli.current().search,
  };
  const quoteSources = { catalogue, counts, database, validDays: parts.quoteValidDays, clock, randomId };
  const { schema, sdl } = await pricingSchema(
    [
      ...catalogueResolvers(catalogue, counts, clock),
      ...quoteResolvers(quoteSources),
      ...kbliResolvers(kbliSources),
    ],
    {
      Service: ({ code }) => catalogue.current().serviceByCode(String(code)),
      KbliCode: resolveKbliReference(kbliSources),
    },
  );
  return {
    name: 'pricing',
    schema,
    sdl,
    contextFor: (request: RequestContext) => pricingContext(request, database),
    async check(signal) {
      signal.throwIfAborted();
      await database.$queryRaw`SELECT 1`;
    },
    dataVersion: joinedVersion([catalogue.version, kbli.version], (versions) => versions.join(':')),
    async close() {
      await Promise.all([catalogue.close(), kbli.close()]);
    },
  };
}

function openCatalogue({ database, pollMs, logger }: PricingParts): Promise<Snapshot<CatalogueIndex>> {
  return makeSnapshot({
    name: 'catalogue',
    readVersion: async () => (await readCatalogueStamp(database))?.version ?? null,
    read: () => readCatalogue(database),
    build: catalogueIndex,
    pollMs,
    logger,
  });
}

function openKbli({ database, search, pollMs, logger }: PricingParts) {
  let built = search ?? null;
  return makeSnapshot({
    name: 'kbli',
    readVersion: () => readKbliVersion(database),
    read: () => readKbli(database),
    build: (tables, version) => {
      const classification = makeKbli(tables);
      const lists = built?.version === version ? built.lists : searchLists(tables.codes);
      built = null;
      return { classification, search: kbliSearchOver(classification, lists) };
    },
    pollMs,
    logger,
  });
}

/** Opens two things, or neither. */
async function bothOpen<One extends Closable, Other extends Closable>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<[One, Other]> {
  try {
    return await Promise.all([one, other]);
  } catch (error) {
    for (const opened of await Promise.allSettled([one, other])) {
      if (opened.status === 'fulfilled') await opened.value.close();
    }
    throw error;
  }
}

function catalogueResolvers(
  catalogue: Snapshot<CatalogueIndex>,
  counts: PricingCounts,
  clock: () => Date,
): object[] {
  return [
    new ServiceQueries(catalogue, counts),
    new ServiceFields(),
    new ServiceExtensionFields(),
    new PriceOptionFields(),
    new PriceListResolver(catalogue, clock),
    new ContactRouteFields(),
    new AdviceFields(),
    new PackageResolver(catalogue),
  ];
}

function quoteResolvers(sources: QuoteSources): object[] {
  return [
    new QuoteResolver(sources),
    new QuoteFields(sources.catalogue),
    new QuoteLineFields(sources.catalogue),
  ];
}
