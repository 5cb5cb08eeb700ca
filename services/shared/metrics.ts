import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Before the name of every number of ours. */
export const metricPrefix = 'zantara_backend_';

/** The numbers of one process, with those of Node itself. */
export function makeRegister(): Registry {
  const register = new Registry();
  collectDefaultMetrics({
    register,
    prefix: metricPrefix,
    gcDurationBuckets: [0.001, 0.01, 0.1, 1, 2, 5],
  });
  addUnprefixedMetrics(register);
  return register;
}

/** What a metric is made with: without a register it counts, and nobody reads it. */
export function registersOf(register: Registry | undefined): Registry[] {
  return register ? [register] : [];
}

/**
 * `/metrics`: every number of the process in the text format of Prometheus.
 * @param admit throws where the asker may not read them; absent on addresses that only our own machines reach
 */
export function addMetricsRoute(
  app: FastifyInstance,
  register: Registry,
  admit: (request: FastifyRequest) => void = () => {},
): void {
  app.get('/metrics', { config: { quota: 'FREE' } }, async (request, reply) => {
    admit(request);
    return reply.type(register.contentType).send(await register.metrics());
  });
}

/** Two numbers that dashboards know without the prefix, as gauges. */
function addUnprefixedMetrics(register: Registry): void {
  const registers = [register];
  new Gauge({
    name: 'nodejs_cpu_user_seconds_total',
    help: 'User CPU time of the process',
    registers,
    collect() {
      this.set(process.cpuUsage().user / 1e6);
    },
  });
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory of the process',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
}
