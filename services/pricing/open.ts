import { randomBytes } from 'node:crypto';
import type { Registry } from 'prom-client';
import { readBuilt } from '../shared/built-file.ts';
import { connectDatabase } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import type { BuiltSearch } from './kbli/built-search.ts';
import { openPricing as openPricingOn } from './pricing.ts';

type Options = {
  /** A database that has been migrated and seeded. */
  databaseUrl: string;
  quoteValidDays: number;
  /** Pause between two looks for new data; 5 when absent. */
  pollSeconds?: number;
  logger: Logger;
  /** Where its numbers are kept; absent: nobody reads them. */
  register?: Registry;
};

/** Pricing with a database connection of its own, which closes with it. */
export async function openPricing(options: Options): Promise<OpenSubgraph> {
  const { databaseUrl, quoteValidDays, pollSeconds = 5, logger, register } = options;
  const database = connectDatabase(databaseUrl);
  const parts = {
    database,
    quoteValidDays,
    pollMs: pollSeconds * 1_000,
    search: await readBuilt<BuiltSearch>('kbli-search'),
    logger,
    register,
    clock: () => new Date(),
    randomId: () => randomBytes(16).toString('base64url'),
  };
  try {
    const pricing = await openPricingOn(parts);
    return {
      ...pricing,
      async close() {
        await pricing.close();
        await database.$disconnect();
      },
    };
  } catch (error) {
    await database.$disconnect();
    throw error;
  }
}
