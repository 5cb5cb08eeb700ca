import { isPromise, type PromiseOrValue } from '../../services/shared/promise-or-value.ts';
import { type CacheKey, cacheKeyOf } from './cache.key.ts';
import type { CacheEntry, CacheStore } from './cache.store.ts';

/**
 * HIT: from the cache. MISS: looked for there and made anew. STALE: from the cache past its time, since it could not be
 * made anew. BYPASS: not looked for.
 */
export type CacheStatus = 'HIT' | 'MISS' | 'STALE' | 'BYPASS';

/** What an answer is kept under and for how long it is fresh. */
export type CachedRequest = CacheKey & { ttlSeconds: number };

/** Thrown in place of an answer that may serve nobody else. */
export class UnkeptAnswer extends Error {
  /** @param isOutage whether something behind the answer failed, so that an older one may stand in */
  constructor(
    message: string,
    readonly isOutage: boolean,
  ) {
    super(message);
    this.name = 'UnkeptAnswer';
  }
}

export type CachedAnswer = {
  body: Buffer;
  cacheStatus: CacheStatus;
  /** Whole seconds since it was made. */
  ageSeconds: number;
  /** For how long it was fresh when it was made. */
  maxAgeSeconds: number;
};

export type ResponseCache = {
  /**
   * Answers from the cache, else makes the answer and keeps it. Those who miss the same key at the same time share one
   * making, so it may not hang on one client's signal. During an outage what stood before is given.
   * @param make gives the text to keep
   * @returns at once when the answer is there
   * @throws what `make` throws; nothing is kept then
   */
  answer(request: CachedRequest, make: () => PromiseOrValue<string>): PromiseOrValue<CachedAnswer>;
};

type CacheParts = {
  store: CacheStore;
  /** Changes whenever the data behind the answers change. */
  dataVersion(): string;
  onRead(status: 'HIT' | 'MISS' | 'STALE'): void;
  /** Milliseconds since 1970; the system's when absent. */
  now?(): number;
};

/** An answer of yesterday is of more use than none; it is marked as such. */
const staleForMs = 24 * 3_600_000;

export function makeResponseCache(parts: CacheParts): ResponseCache {
  const { store, dataVersion, onRead, now = Date.now } = parts;
  const making = new Map<string, Promise<CachedAnswer>>();

  function answerFrom(entry: CacheEntry, cacheStatus: 'HIT' | 'MISS' | 'STALE'): CachedAnswer {
    onRead(cacheStatus);
    const { body, storedAtMs, freshForMs } = entry;
    const ageSeconds = Math.max(0, Math.floor((now() - storedAtMs) / 1_000));
    return { body, cacheStatus, ageSeconds, maxAgeSeconds: freshForMs / 1_000 };
  }

  return {
    answer(request, make) {
      const key = cacheKeyOf(request);
      const version = dataVersion();

      function decide(before: CacheEntry | null): PromiseOrValue<CachedAnswer> {
        const isFresh = before?.dataVersion === version && now() - before.storedAtMs < before.freshForMs;
        if (before && isFresh) return answerFrom(before, 'HIT');
        const flight = `${version} ${key}`;
        const running = making.get(flight);
        if (running) return running;

        const keep = (text: string): CachedAnswer => {
          const freshForMs = request.ttlSeconds * 1_000;
          const entry = { body: Buffer.from(text), storedAtMs: now(), freshForMs, dataVersion: version };
          store.set(key, entry, freshForMs + staleForMs);
          return answerFrom(entry, 'MISS');
        };
        const standIn = (error: unknown): CachedAnswer => {
          if (before && error instanceof UnkeptAnswer && error.isOutage) return answerFrom(before, 'STALE');
          throw error;
        };
        try {
          const made = make();
          if (!isPromise(made)) return keep(made);
          const answer = made
            .then(keep)
            .catch(standIn)
            .finally(() => making.delete(flight));
          making.set(flight, answer);
          return answer;
        } catch (error) {
          return standIn(error);
        }
      }

      const found = store.get(key);
      return isPromise(found) ? found.then(decide) : decide(found);
    },
  };
}
