import { prepareDatabase } from '../prisma/prepare.ts';
import { openDatabaseUrl } from '../services/shared/embedded-postgres.ts';
import { makeLogger } from '../services/shared/logger.ts';
import { runningDatabaseUrl } from '../services/shared/running-database.ts';

type DatabaseSettings = { databaseUrl: string | undefined; dataDir: string };

/**
 * Runs a command's work on the database of DATABASE_URL, else that of the copy which runs on DATA_DIR, else the one
 * below DATA_DIR, started for the command alone. It is prepared before.
 */
export async function withDatabaseUrl<Result>(
  { databaseUrl, dataDir }: DatabaseSettings,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  const logger = makeLogger('command', 'silent');
  const found = databaseUrl ?? (await runningDatabaseUrl(dataDir)) ?? undefined;
  const opened = await openDatabaseUrl({ databaseUrl: found, dataDir, logger });
  try {
    await prepareDatabase(opened.url, logger);
    return await work(opened.url);
  } finally {
    await opened.close();
  }
}
