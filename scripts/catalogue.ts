import { userInfo } from 'node:os';
import { pricingSettings } from '../services/pricing/config.ts';
import { connectDatabase } from '../services/shared/database.ts';
import { catalogueCommand } from './catalogue-command.ts';
import { withDatabaseUrl } from './command-database.ts';

process.exitCode = await catalogueCommand(process.argv.slice(2), {
  withDatabase: (work) =>
    withDatabaseUrl(pricingSettings(process.env), (url) => {
      const database = connectDatabase(url, { connections: 1 });
      return work(database).finally(() => database.$disconnect());
    }),
  user: userInfo().username,
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
