import { readFile } from 'node:fs/promises';
import { projectPath } from '../services/shared/project-root.ts';
import type { RoutePlugin } from './server.ts';

/** `/`: people are led to where they can try the graph; programs get the addresses. */
export const landingRoutes: RoutePlugin = async (app, { settings }) => {
  const { version } = JSON.parse(await readFile(projectPath('package.json'), 'utf8'));
  const answer = {
    message: 'Zantara Gateway: official prices, quotes and KBLI business codes',
    version,
    endpoints: { health: '/health', api: '/api/v2/bali-zero', graphql: '/graphql' },
  };

  app.get('/', { config: { quota: 'FREE' } }, async (request, reply) => {
    reply.header('vary', 'Origin, Accept');
    if (settings.sight.graphiql !== 'off' && request.headers.accept?.includes('text/html'))
      return reply.redirect('/graphiql');
    return reply.send(answer);
  });
};
