import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Logger } from '../services/shared/logger.ts';
import { makeRegister } from '../services/shared/metrics.ts';
import { buildMetricsServer } from '../services/shared/metrics-server.ts';
import { drained, runProcess } from '../services/shared/process.ts';
import { banner } from './banner.ts';
import { gatewaySettings } from './config.ts';
import { type Gateway, makeGateway } from './gateway.ts';
import { openGraphPort } from './graph-port.ts';
import { allRoutes } from './routes.ts';
import { keptSessionSecret } from './session-secret.ts';
import { makeQuotaCounts } from './stages/quota.counts.ts';
import { makeQuotas } from './stages/quota.ts';
import { makeTokens, noTokens } from './stages/token.ts';
import { openSubgraphs } from './subgraphs.ts';
import { loadSupergraph, loadTrustedDocuments } from './supergraph.ts';
import type { Tracing } from './tracing.ts';

/** The port that was really taken: with PORT=0 the system chooses one. */
function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/**
 * SIGHUP loads the composed graph and the trusted documents anew. Not in a terminal: there it says that the window was
 * closed.
 */
function reloadOnHangup(reload: Gateway['reload'], logger: Logger): void {
  if (process.stdout.isTTY) return;
  let turn = Promise.resolve();
  process.on('SIGHUP', () => {
    turn = turn.then(async () => {
      try {
        await reload({ supergraph: await loadSupergraph(), trusted: await loadTrustedDocuments() });
        logger.info('the graph was loaded anew');
      } catch (error) {
        logger.error({ err: error }, 'the graph could not be loaded anew; the one before goes on');
      }
    });
  });
}

/** What is kept in Redis. Its client is loaded only where there is one. */
async function openRedis(url: string, logger: Logger, register: Registry) {
  const { connectGatewayRedis, watchRedis } = await import('./redis.ts');
  const { makeRedisTexts } = await import('./persisted-queries.redis.ts');
  const { makeSharedWindows } = await import('./stages/quota.redis.ts');
  const redis = connectGatewayRedis(url, { logger });
  watchRedis(redis, register);
  return { redis, sharedTexts: makeRedisTexts(redis), sharedWindows: makeSharedWindows({ redis }) };
}

/** Loaded only where there is a collector. */
async function collected(collector: string): Promise<Tracing> {
  const { startTracing } = await import('./tracing.otlp.ts');
  return startTracing(collector, 'zantara-gateway');
}

await runProcess({
  name: 'gateway',
  title: 'The gateway',
  settings: () => gatewaySettings(process.env),
  async start(settings, { logger, isReady, atEnd }) {
    const register = makeRegister();
    const { metricsPort, traceCollector } = settings.sight;
    const tracing = traceCollector ? await collected(traceCollector) : undefined;
    atEnd(async () => tracing?.close());
    const graphPort = openGraphPort();
    const opening = openSubgraphs(settings, graphPort.graph, { logger, register });
    atEnd(async () => (await opening.catch(() => null))?.close());
    const subgraphs = await opening;
    const { redis, sharedTexts, sharedWindows } = settings.redisUrl
      ? await openRedis(settings.redisUrl, logger, register)
      : {};
    atEnd(async () => redis?.disconnect());
    const { app, pipeline, reload, warmUp } = await makeGateway({
      settings,
      logger,
      subgraphs,
      supergraph: await loadSupergraph(),
      trusted: await loadTrustedDocuments(),
      identities: {
        keys: subgraphs.keys,
        tokens: settings.tokens ? makeTokens({ settings: settings.tokens, logger }) : noTokens,
      },
      quotas: makeQuotas({
        ...{ settings: settings.quotas, logger, counts: makeQuotaCounts(register) },
        shared: sharedWindows,
      }),
      sharedTexts,
      redis,
      redisProbe: redis && (() => redis.ping()),
      tracing,
      routes: allRoutes,
      register,
      sessionSecret: settings.sessionSecret ?? (await keptSessionSecret(settings.embedded.dataDir)),
      isReady,
    });
    graphPort.connect(pipeline);
    reloadOnHangup(reload, logger);
    atEnd(() => drained(app));
    if (metricsPort !== null) {
      const numbers = buildMetricsServer(register);
      atEnd(() => numbers.close());
      await numbers.listen({ host: settings.host, port: metricsPort });
    }
    atEnd(() => subgraphs.drain());
    await app.listen({ host: settings.host, port: settings.port });
    await warmUp();
    return banner({ settings, port: portOf(app), firstKey: subgraphs.firstKey });
  },
});
