import { graphiqlRoutes } from './graphiql.ts';
import { graphqlSocketRoutes } from './graphql.socket.ts';
import { graphqlRoutes } from './graphql.ts';
import { internalRoutes } from './internal.ts';
import { landingRoutes } from './landing.ts';
import { restRoutes } from './rest/routes.ts';
import type { RoutePlugin } from './server.ts';

/** Everything that the gateway answers besides /metrics. */
export const allRoutes: readonly RoutePlugin[] = [
  graphqlRoutes,
  graphqlSocketRoutes,
  graphiqlRoutes,
  landingRoutes,
  restRoutes,
  internalRoutes,
];
