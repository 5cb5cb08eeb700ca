import { userInfo } from 'node:os';
import { prepareDatabase } from '../prisma/prepare.ts';
import { pricingSettings } from '../services/pricing/config.ts';
import { connectDatabase } from '../services/shared/database.ts';
import { openDatabaseUrl } from '../services/shared/embedded-postgres.ts';
import { makeLogger } from '../services/shared/logger.ts';
import { runningDatabaseUrl } from '../services/shared/running-database.ts';
import { type CommandSurroundings, catalogueCommand } from './catalogue-command.ts';

/** The database of DATABASE_URL, else that of the copy which runs on DATA_DIR, else the one below DATA_DIR. */
const withDatabase: CommandSurroundings['withDatabase'] = async (work) => {
  const settings = pricingSettings(process.env);
  const { dataDir } = settings;
  const logger = makeLogger('catalogue', 'silent');
  const databaseUrl = settings.databaseUrl ?? (await runningDatabaseUrl(dataDir)) ?? undefined;
  const opened = await openDatabaseUrl({ databaseUrl, dataDir, logger });
  try {
    await prepareDatabase(opened.url, logger);
    const database = connectDatabase(opened.url, 1);
    return await work(database).finally(() => database.$disconnect());
  } finally {
    await opened.close();
  }
};

process.exitCode = await catalogueCommand(process.argv.slice(2), {
  withDatabase,
  user: userInfo().username,
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
