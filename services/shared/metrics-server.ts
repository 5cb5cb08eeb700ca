import Fastify, { type FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { addMetricsRoute } from './metrics.ts';

/** A server with `/metrics` alone, for an address that only our own machines reach. It does not listen. */
export function buildMetricsServer(register: Registry): FastifyInstance {
  const app = Fastify({ logger: false, forceCloseConnections: true });
  addMetricsRoute(app, register);
  return app;
}
