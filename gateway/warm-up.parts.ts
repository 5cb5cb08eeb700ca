import { Registry } from 'prom-client';
import { makeLogger } from '../services/shared/logger.ts';
import { type CacheStore, makeMemoryStore } from './stages/cache.store.ts';
import { makeRecorder, type Recorder, type RecorderParts } from './stages/record.ts';

/** What the warm-up leaves its traces in, as clients do in the parts of the same kind that are the gateway's own. */
export type WarmUpParts = { recorder: Recorder; store: Pick<CacheStore, 'get' | 'set'> };

/** Parts that nobody reads: neither lines nor numbers, and answers for the time of the warm-up alone. */
export function makeWarmUpParts(
  { logger, pseudonymOf }: Pick<RecorderParts, 'logger' | 'pseudonymOf'>,
  cacheMaxBytes: number,
): WarmUpParts {
  const unread = makeLogger('warm-up', logger.level, { write: () => {} });
  return {
    recorder: makeRecorder({ logger: unread, register: new Registry(), pseudonymOf }),
    store: makeMemoryStore(cacheMaxBytes),
  };
}

/**
 * The parts that are used now.
 * @param warmUp absent but during the warm-up
 */
export function usedNow(own: { recorder: Recorder; store: CacheStore }, warmUp: () => WarmUpParts | null) {
  const recorder: Recorder = {
    ...own.recorder,
    operation: (record) => (warmUp() ?? own).recorder.operation(record),
    cacheRead: (status, name) => (warmUp() ?? own).recorder.cacheRead(status, name),
  };
  const store: CacheStore = {
    ...own.store,
    get: (key, dataVersion, nowMs) => (warmUp() ?? own).store.get(key, dataVersion, nowMs),
    set: (key, entry) => (warmUp() ?? own).store.set(key, entry),
  };
  return { recorder, store };
}
