import type { FastifyInstance } from 'fastify';
import { SettingsError } from '../services/shared/env.ts';
import { type Logger, makeLogger } from '../services/shared/logger.ts';
import { stopOnSignals } from '../services/shared/shutdown.ts';
import { banner } from './banner.ts';
import { type GatewaySettings, gatewaySettings } from './config.ts';
import { makeGateway } from './gateway.ts';
import { allRoutes } from './routes.ts';
import { openSubgraphs } from './subgraphs.ts';
import { keptSessionSecret } from './session-secret.ts';
import { loadSupergraph, loadTrustedDocuments } from './supergraph.ts';

/** How long requests that are running may take to end once the process is told to stop. */
const drainTimeoutMs = 10_000;

async function run(settings: GatewaySettings, logger: Logger): Promise<void> {
  let ready = false;
  const closing: (() => Promise<void>)[] = [];
  const stop = async () => {
    ready = false;
    for (const close of closing.toReversed()) await close();
  };
  // Before anything is opened: a signal during the start has to close what stands by then.
  stopOnSignals({ signals: process, logger, stop, exit: process.exit });

  try {
    const opening = openSubgraphs(settings, logger);
    closing.push(async () => (await opening.catch(() => null))?.close());
    const subgraphs = await opening;
    const { app } = await makeGateway({
      settings,
      logger,
      subgraphs,
      supergraph: await loadSupergraph(),
      trusted: await loadTrustedDocuments(),
      routes: allRoutes,
      sessionSecret: settings.sessionSecret ?? (await keptSessionSecret(settings.embedded.dataDir)),
      isReady: () => ready,
    });
    closing.push(() => drained(app));
    await app.listen({ host: settings.host, port: settings.port });
    ready = true;
    process.stderr.write(`${banner({ settings, port: portOf(app) })}\n`);
  } catch (error) {
    logger.fatal({ err: error }, 'the gateway could not start');
    process.stderr.write(`The gateway could not start: ${error instanceof Error ? error.message : error}\n`);
    await stop();
    process.exit(1);
  }
}

/** The port that was really taken: with PORT=0 the system chooses one. */
function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

async function drained(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), drainTimeoutMs);
  await app.close();
  clearTimeout(cut);
}

try {
  const settings = gatewaySettings(process.env);
  await run(settings, makeLogger('gateway', settings.logLevel));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
