import { ensurePrepared } from '../../prisma/ensure-prepared.ts';
import { openAccess } from '../access/open.ts';
import { addAccessRoutes } from '../access/server.ts';
import { toldOnce } from '../shared/api-key.ts';
import { openDatabaseUrl } from '../shared/embedded-postgres.ts';
import { makeRegister } from '../shared/metrics.ts';
import { drained, runProcess } from '../shared/process.ts';
import { makeSignedCalls } from '../shared/signed-call.ts';
import { pricingSettings } from './config.ts';
import { openPricing } from './open.ts';
import { buildPricingServer } from './server.ts';

await runProcess({
  name: 'pricing',
  title: 'Pricing',
  settings: () => pricingSettings(process.env),
  async start(settings, { logger, isReady, atEnd }) {
    const { databaseUrl, dataDir, quoteValidDays, pollSeconds, introspection, host, port } = settings;
    const opening = openDatabaseUrl({ databaseUrl, dataDir, logger });
    atEnd(async () => (await opening.catch(() => null))?.close());
    const database = await opening;
    await ensurePrepared(database.url, logger);
    const register = makeRegister();
    const pricing = await openPricing({
      databaseUrl: database.url,
      quoteValidDays,
      pollSeconds,
      logger,
      register,
    });
    atEnd(() => pricing.close());
    const app = await buildPricingServer({ pricing, introspection, logger, isReady, register });
    const ready: string[] = [];
    if (settings.access) {
      // API keys are too few for a process of their own.
      const access = await openAccess({ databaseUrl: database.url, redisUrl: settings.redisUrl, logger });
      atEnd(() => access.close());
      await addAccessRoutes(app, { access, signedCalls: makeSignedCalls(settings.access), logger });
      const firstKey = database.embedded && !settings.production ? await access.makeFirstKey(dataDir) : null;
      if (firstKey) ready.push(`  Admin key  ${toldOnce(firstKey)}`);
    }
    atEnd(() => drained(app));
    return [`Pricing is ready: ${await app.listen({ host, port })}/graphql`, ...ready].join('\n');
  },
});
