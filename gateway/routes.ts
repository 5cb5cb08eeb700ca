import { graphiqlRoutes } from './graphiql.ts';
import { graphqlRoutes } from './graphql.ts';
import { landingRoutes } from './landing.ts';
import { restRoutes } from './rest/routes.ts';
import type { RoutePlugin } from './server.ts';

/** Everything that the gateway answers besides /metrics. */
export const allRoutes: readonly RoutePlugin[] = [graphqlRoutes, graphiqlRoutes, landingRoutes, restRoutes];
