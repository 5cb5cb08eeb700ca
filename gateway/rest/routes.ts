import type { RoutePlugin } from '../server.ts';
import { addCacheRoutes } from './cache.ts';
import { addCachedRoute } from './cached-route.ts';
import { addChatRoutes } from './chat.ts';
import { addChatStreamRoute } from './chat-stream.ts';
import { addHealthRoutes } from './health.ts';
import { kbliRoute } from './kbli.ts';
import { kbliRequirementsRoute } from './kbli-requirements.ts';
import { pricingRoute } from './pricing.ts';
import { quickPriceRoute } from './quick-price.ts';
import { addToolsRoute } from './tools.ts';

/** The routes of partners and old clients. Each runs named operations of schema/operations/ against the gateway. */
export const restRoutes: RoutePlugin = (app, parts) => {
  addCachedRoute(app, parts, pricingRoute);
  addCachedRoute(app, parts, quickPriceRoute);
  addCachedRoute(app, parts, kbliRoute);
  addCachedRoute(app, parts, kbliRequirementsRoute);
  addChatRoutes(app, parts);
  addChatStreamRoute(app, parts);
  addToolsRoute(app, parts);
  addHealthRoutes(app, parts);
  addCacheRoutes(app, parts);
};
