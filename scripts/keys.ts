import { openAccess } from '../services/access/open.ts';
import { pricingSettings } from '../services/pricing/config.ts';
import { makeLogger } from '../services/shared/logger.ts';
import { withDatabaseUrl } from './command-database.ts';
import { keysCommand } from './keys-command.ts';

process.exitCode = await keysCommand(process.argv.slice(2), {
  async withKeys(work) {
    const settings = pricingSettings(process.env);
    const logger = makeLogger('keys', 'silent');
    return withDatabaseUrl(settings, async (databaseUrl) => {
      const access = await openAccess({ databaseUrl, redisUrl: settings.redisUrl, logger });
      return work(access.keys).finally(() => access.close());
    });
  },
  print: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
