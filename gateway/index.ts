import type { FastifyInstance } from 'fastify';
import { drained, runProcess } from '../services/shared/process.ts';
import { banner } from './banner.ts';
import { gatewaySettings } from './config.ts';
import { makeGateway } from './gateway.ts';
import { openGraphPort } from './graph-port.ts';
import { allRoutes } from './routes.ts';
import { keptSessionSecret } from './session-secret.ts';
import { openSubgraphs } from './subgraphs.ts';
import { loadSupergraph, loadTrustedDocuments } from './supergraph.ts';

/** The port that was really taken: with PORT=0 the system chooses one. */
function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

await runProcess({
  name: 'gateway',
  title: 'The gateway',
  settings: () => gatewaySettings(process.env),
  async start(settings, { logger, isReady, atEnd }) {
    const graphPort = openGraphPort();
    const opening = openSubgraphs(settings, graphPort.graph, logger);
    atEnd(async () => (await opening.catch(() => null))?.close());
    const subgraphs = await opening;
    const { app, pipeline } = await makeGateway({
      settings,
      logger,
      subgraphs,
      supergraph: await loadSupergraph(),
      trusted: await loadTrustedDocuments(),
      routes: allRoutes,
      sessionSecret: settings.sessionSecret ?? (await keptSessionSecret(settings.embedded.dataDir)),
      isReady,
    });
    graphPort.connect(pipeline);
    atEnd(() => drained(app));
    atEnd(() => subgraphs.drain());
    await app.listen({ host: settings.host, port: settings.port });
    return banner({ settings, port: portOf(app) });
  },
});
