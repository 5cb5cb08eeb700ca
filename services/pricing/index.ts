import type { FastifyInstance } from 'fastify';
import { prepareDatabase } from '../../prisma/prepare.ts';
import { openDatabaseUrl } from '../shared/embedded-postgres.ts';
import { SettingsError } from '../shared/env.ts';
import { type Logger, makeLogger } from '../shared/logger.ts';
import { stopOnSignals } from '../shared/shutdown.ts';
import { type PricingSettings, pricingSettings } from './config.ts';
import { openPricing } from './open.ts';
import { buildPricingServer } from './server.ts';

/** How long requests that are running may take to end once the process is told to stop. */
const drainTimeoutMs = 10_000;

async function run(settings: PricingSettings, logger: Logger): Promise<void> {
  let ready = false;
  const closing: (() => Promise<void>)[] = [];
  const stop = async () => {
    ready = false;
    for (const close of closing.toReversed()) await close();
  };
  // Before anything is opened: a signal during the start has to close what stands by then.
  stopOnSignals({ signals: process, logger, stop, exit: process.exit });

  try {
    const { databaseUrl, dataDir, quoteValidDays, pollSeconds, introspection, host, port } = settings;
    const opening = openDatabaseUrl({ databaseUrl, dataDir, logger });
    closing.push(async () => (await opening.catch(() => null))?.close());
    const database = await opening;
    await prepareDatabase(database.url, logger);
    const pricing = await openPricing({ databaseUrl: database.url, quoteValidDays, pollSeconds, logger });
    closing.push(() => pricing.close());
    const app = await buildPricingServer({ pricing, introspection, logger, isReady: () => ready });
    closing.push(() => drained(app));
    const address = await app.listen({ host, port });
    ready = true;
    process.stderr.write(`Pricing is ready: ${address}/graphql\n`);
  } catch (error) {
    logger.fatal({ err: error }, 'pricing could not start');
    process.stderr.write(`Pricing could not start: ${error instanceof Error ? error.message : error}\n`);
    await stop();
    process.exit(1);
  }
}

async function drained(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), drainTimeoutMs);
  await app.close();
  clearTimeout(cut);
}

try {
  const settings = pricingSettings(process.env);
  await run(settings, makeLogger('pricing', settings.logLevel));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
