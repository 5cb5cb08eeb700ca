import { prepareDatabase } from '../../prisma/prepare.ts';
import { openDatabaseUrl } from '../shared/embedded-postgres.ts';
import { drained, runProcess } from '../shared/process.ts';
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
    await prepareDatabase(database.url, logger);
    const pricing = await openPricing({ databaseUrl: database.url, quoteValidDays, pollSeconds, logger });
    atEnd(() => pricing.close());
    const app = await buildPricingServer({ pricing, introspection, logger, isReady });
    atEnd(() => drained(app));
    return `Pricing is ready: ${await app.listen({ host, port })}/graphql`;
  },
});
