import { connectDatabase } from '../services/shared/database.ts';
import type { Logger } from '../services/shared/logger.ts';
import { migrate } from './migrate.ts';
import { seed } from './seed.ts';

/** The whole KBLI is a few statements, and the smallest database takes its time. */
const seedingStatementMs = 300_000;

/**
 * Brings a database to what this version of the program needs: migrations, then the committed data sets.
 * Safe to run at every start, from several processes at once.
 */
export async function prepareDatabase(url: string, logger: Logger): Promise<void> {
  const applied = await migrate(url);
  if (applied.length > 0) logger.info({ migrations: applied }, 'migrations applied');
  const database = connectDatabase(url, { connections: 1, statementMs: seedingStatementMs });
  try {
    await seed(database, logger);
  } finally {
    await database.$disconnect();
  }
}
