import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  type CatalogueTransaction,
  catalogueInForce,
  lockCatalogue,
  readCatalogueStamp,
  replaceCatalogue,
} from '../services/pricing/catalogue/catalogue.store.ts';
import { catalogueOf, catalogueVersion } from '../services/pricing/catalogue/catalogue.ts';
import { catalogueDifference } from '../services/pricing/catalogue/catalogue-difference.ts';
import { seedKbli } from '../services/pricing/kbli/kbli-seed.ts';
import type { Database } from '../services/shared/database.ts';
import type { Logger } from '../services/shared/logger.ts';
import { projectPath } from '../services/shared/project-root.ts';

/** The committed catalogue as it stands in its file. */
export async function readCatalogueText(): Promise<string> {
  return readFile(projectPath('prisma', 'data', 'catalogue.json'), 'utf8');
}

/**
 * Whether a database's catalogue is to stay: it is the committed one, or the firm's own. A document as we write them
 * names its own version; reading and checking it would take longer at every start.
 */
export function isCommittedCatalogue(
  stamp: { version: string; origin: string } | null | undefined,
  text: string,
): boolean {
  if (stamp?.origin === 'APPLIED') return true;
  return stamp?.version === createHash('sha256').update(text).digest('hex');
}

/**
 * Loads the committed catalogue when the database has none, or another one that a seed put there. A catalogue that
 * the firm has applied is its own decision and stays.
 */
async function seedCatalogue(
  transaction: CatalogueTransaction,
): Promise<{ loaded: boolean; version: string }> {
  await lockCatalogue(transaction);
  const stamp = await readCatalogueStamp(transaction);
  const standing = { loaded: false, version: stamp?.version ?? '' };
  const text = await readCatalogueText();
  if (isCommittedCatalogue(stamp, text)) return standing;
  const committed = catalogueOf(JSON.parse(text));
  if (stamp?.version === catalogueVersion(committed)) return standing;
  const version = await replaceCatalogue(transaction, committed, {
    origin: 'SEED',
    by: 'seed',
    difference: catalogueDifference(await catalogueInForce(transaction), committed),
  });
  return { loaded: true, version };
}

/**
 * Loads both data sets in one transaction: all of it stands afterwards, or nothing has changed. Cheap when they are
 * there already, and safe from several processes at once.
 * @throws Error when a committed table is faulty
 */
export async function seed(database: Database, logger: Logger): Promise<void> {
  const loaded = await database.$transaction(
    async (transaction) => ({
      catalogue: await seedCatalogue(transaction),
      kbli: await seedKbli(transaction),
    }),
    { timeout: 60_000, maxWait: 60_000 },
  );
  for (const [dataset, { loaded: isNew, version }] of Object.entries(loaded)) {
    if (isNew) logger.info({ dataset, version: version.slice(0, 12) }, 'dataset loaded');
  }
}
