import type { GraphQLError } from 'graphql';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry, Summary } from 'prom-client';
import type { Logger } from '../../services/shared/logger.ts';
import type { CacheCall } from './cache.redis.ts';
import type { Operation } from './operation.ts';

const prefix = 'zantara_backend_';

/** One HTTP exchange, from its first byte in to its last byte out. */
export type Exchange = {
  requestId: string;
  method: string;
  /** The route's pattern, never the raw path: paths are endless, label values may not be. */
  route: string;
  /** 499 when the client left before the end. */
  status: number;
  durationMs: number;
  sentBytes: number;
};

type OperationRecord = {
  requestId: string;
  operation: Operation | undefined;
  /** Absent when it went well, and for the begin of a subscription. */
  errors: readonly GraphQLError[] | undefined;
  durationMs: number;
};

export type Recorder = {
  /** Counts an exchange as open until the returned function is called. */
  begin(): () => void;
  exchange(exchange: Exchange): void;
  operation(record: OperationRecord): void;
  cacheRead(status: 'HIT' | 'MISS' | 'STALE'): void;
  /** What the cache asked of Redis. */
  cacheCall(call: CacheCall): void;
  /** All numbers in the text format of Prometheus. */
  metrics(): Promise<{ contentType: string; text: string }>;
};

/** Writes what happened: one log line an exchange, and counters under the names that dashboards know. */
export function makeRecorder(logger: Logger): Recorder {
  // Nothing in these lines is a client's to choose, and looking for secrets in a line costs three times the writing.
  const lines = logger.child({}, { redact: { paths: [], censor: '' } });
  const register = new Registry();
  collectDefaultMetrics({ register, prefix, gcDurationBuckets: [0.001, 0.01, 0.1, 1, 2, 5] });
  const registers = [register];
  addUnprefixedMetrics(register);
  const exchanges = new Counter({
    name: `${prefix}http_requests_total`,
    help: 'HTTP requests answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: `${prefix}http_request_duration_seconds`,
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.003, 0.01, 0.05, 0.1, 0.3, 0.5, 1, 2, 5],
    registers,
  });
  const sizes = new Summary({
    name: `${prefix}http_response_size_bytes`,
    help: 'Size of answers as announced by their length',
    labelNames: ['method', 'route'],
    maxAgeSeconds: 600,
    ageBuckets: 5,
    registers,
  });
  const active = new Gauge({
    name: `${prefix}active_requests`,
    help: 'HTTP requests being answered now',
    registers,
  });
  const hits = new Counter({
    name: `${prefix}cache_hits_total`,
    help: 'Answers found in the cache',
    registers,
  });
  const misses = new Counter({
    name: `${prefix}cache_misses_total`,
    help: 'Answers looked for in the cache and not found',
    registers,
  });
  const cacheCalls = new Histogram({
    name: `${prefix}cache_redis_duration_seconds`,
    help: 'Time that the cache waited for Redis, by command and outcome',
    labelNames: ['command', 'outcome'],
    buckets: [0.0005, 0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers,
  });
  const operations = new Counter({
    name: `${prefix}graphql_operations_total`,
    help: 'GraphQL operations by kind and by the code of their first error',
    labelNames: ['kind', 'code'],
    registers,
  });

  return {
    begin() {
      active.inc();
      return () => active.dec();
    },
    exchange({ requestId, method, route, status, durationMs, sentBytes }) {
      exchanges.inc({ method, route, status });
      durations.observe({ method, route, status }, durationMs / 1_000);
      sizes.observe({ method, route }, sentBytes);
      lines.info({ requestId, method, route, status, durationMs: rounded(durationMs) }, 'answered');
    },
    operation({ requestId, operation, errors, durationMs }) {
      const code = errors?.[0]?.extensions.code ?? 'OK';
      operations.inc({ kind: operation?.kind ?? 'none', code: String(code) });
      if (!logger.isLevelEnabled('debug')) return;
      const codes = (errors ?? []).map((error) => String(error.extensions.code));
      const facts = { documentId: operation?.documentId, name: operation?.name, codes };
      logger.debug({ requestId, ...facts, durationMs: rounded(durationMs) }, 'operation');
    },
    cacheRead(status) {
      (status === 'HIT' ? hits : misses).inc();
    },
    cacheCall({ command, outcome, durationMs }) {
      cacheCalls.observe({ command, outcome }, durationMs / 1_000);
    },
    async metrics() {
      return { contentType: register.contentType, text: await register.metrics() };
    },
  };
}

function rounded(durationMs: number): number {
  return Math.round(durationMs * 10) / 10;
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
