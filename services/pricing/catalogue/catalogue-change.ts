import type { Database } from '../../shared/database.ts';
import {
  type CatalogueTransaction,
  catalogueInForce,
  lockCatalogue,
  readCatalogueStamp,
  replaceCatalogue,
} from './catalogue.store.ts';
import { type Catalogue, catalogueVersion } from './catalogue.ts';
import { catalogueDifference } from './catalogue-difference.ts';

export type CatalogueChange = {
  fromVersion: string | null;
  toVersion: string;
  /** Lines for people; empty when nothing changes. */
  difference: string[];
};

async function changeTo(transaction: CatalogueTransaction, catalogue: Catalogue): Promise<CatalogueChange> {
  const stamp = await readCatalogueStamp(transaction);
  return {
    fromVersion: stamp?.version ?? null,
    toVersion: catalogueVersion(catalogue),
    difference: catalogueDifference(await catalogueInForce(transaction), catalogue),
  };
}

/** What putting a catalogue in force would change; changes nothing. */
export async function checkCatalogue(database: Database, catalogue: Catalogue): Promise<CatalogueChange> {
  return database.$transaction((transaction) => changeTo(transaction, catalogue), {
    isolationLevel: 'RepeatableRead',
    timeout: 15_000,
  });
}

/**
 * Puts a catalogue in force: all of it, with its audit row, or nothing. Two at once come one after the other, each
 * with the difference to what it really replaced.
 * @param by the name for the audit row
 * @returns what changed; with an empty difference nothing was written
 */
export async function applyCatalogue(
  database: Database,
  catalogue: Catalogue,
  by: string,
): Promise<CatalogueChange> {
  return database.$transaction(
    async (transaction) => {
      await lockCatalogue(transaction);
      const change = await changeTo(transaction, catalogue);
      if (change.difference.length === 0) return change;
      await replaceCatalogue(transaction, catalogue, {
        origin: 'APPLIED',
        by,
        difference: change.difference,
      });
      return change;
    },
    { timeout: 30_000, maxWait: 30_000 },
  );
}
