import { Counter, Histogram, type Registry } from 'prom-client';
import { metricPrefix } from '../../services/shared/metrics.ts';
import { type Tally, TallyCounter } from '../../services/shared/tally.ts';
import type { ServiceCall } from '../execute/subgraph-call.ts';
import type { CacheCall } from './cache.redis.ts';

/** What was asked of services at an address of their own. */
export function makeCallCounts(register: Registry): (call: ServiceCall) => void {
  const registers = [register];
  const calls = new Counter({
    name: `${metricPrefix}subgraph_calls_total`,
    help: 'Calls to services at an address of their own',
    labelNames: ['service', 'kind', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: `${metricPrefix}subgraph_call_duration_seconds`,
    help: 'Time up to the answer of a service, or up to giving up',
    labelNames: ['service'],
    buckets: [0.002, 0.01, 0.05, 0.2, 1, 5, 10],
    registers,
  });
  return ({ service, kind, outcome, durationMs }) => {
    calls.inc({ service, kind, outcome });
    durations.observe({ service }, durationMs / 1_000);
  };
}

export type CacheRead = 'HIT' | 'MISS' | 'STALE';

/** Looks into the response cache; the first two under names that dashboards know. */
export function makeCacheCounts(register: Registry): (status: CacheRead, name: string) => void {
  const registers = [register];
  const hits = new TallyCounter({
    name: `${metricPrefix}cache_hits_total`,
    help: 'Answers found in the cache',
    registers,
  });
  const misses = new TallyCounter({
    name: `${metricPrefix}cache_misses_total`,
    help: 'Answers looked for in the cache and not found',
    registers,
  });
  const reads = new TallyCounter({
    name: `${metricPrefix}cache_reads_total`,
    help: 'Looks into the cache, by what is kept and how it was found',
    labelNames: ['name', 'status'],
    registers,
  });
  const hit = hits.tally();
  const missed = misses.tally();
  const bound = new Map<string, Record<CacheRead, Tally>>();
  return (status, name) => {
    (status === 'HIT' ? hit : missed).inc();
    let counts = bound.get(name);
    if (!counts) {
      const of = (each: CacheRead) => reads.tally({ name, status: each });
      counts = { HIT: of('HIT'), MISS: of('MISS'), STALE: of('STALE') };
      bound.set(name, counts);
    }
    counts[status].inc();
  };
}

/** What the cache asks of Redis. */
export function makeCacheCallCounts(register: Registry): (call: CacheCall) => void {
  const durations = new Histogram({
    name: `${metricPrefix}cache_redis_duration_seconds`,
    help: 'Time that the cache waited for Redis, by command and outcome',
    labelNames: ['command', 'outcome'],
    buckets: [0.0005, 0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: [register],
  });
  return ({ command, outcome, durationMs }) => durations.observe({ command, outcome }, durationMs / 1_000);
}
