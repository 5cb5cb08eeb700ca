import { createHash } from 'node:crypto';
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

/** An answer that was made: `keep` when it may serve others too, `broken` when something behind it failed. */
export type MadeAnswer = { text: string; keep: boolean; broken?: boolean };

export type CachedAnswer = {
  body: Buffer;
  etag: string;
  cacheStatus: CacheStatus;
  /** Whole seconds since it was made. */
  ageSeconds: number;
  /** For how long it was fresh when it was made; 0 for one that is not kept. */
  maxAgeSeconds: number;
};

export type ResponseCache = {
  /**
   * Answers from the cache, else makes the answer and keeps it. Those who miss the same key at the same time share one
   * making, so it may not hang on one client's signal. While the making fails, what stood before is given.
   * @returns at once when the answer is there
   * @throws what `make` throws; nothing is kept then
   */
  answer(request: CachedRequest, make: () => PromiseOrValue<MadeAnswer>): PromiseOrValue<CachedAnswer>;
};

type CacheParts = {
  store: CacheStore;
  /** Changes whenever the data behind the answers change. */
  dataVersion(): string;
  onRead(status: 'HIT' | 'MISS' | 'STALE'): void;
  /** Whether an exception says that something behind the answer failed. */
  isOutage(error: unknown): boolean;
  /** Milliseconds since 1970; the system's when absent. */
  now?(): number;
};

/** An answer of yesterday is of more use than none; it is marked as such. */
const staleForMs = 24 * 3_600_000;

export function makeResponseCache(parts: CacheParts): ResponseCache {
  const { store, dataVersion, onRead, isOutage, now = Date.now } = parts;
  const making = new Map<string, Promise<CachedAnswer>>();

  function answerFrom(entry: CacheEntry, cacheStatus: 'HIT' | 'MISS' | 'STALE'): CachedAnswer {
    onRead(cacheStatus);
    const { body, etag, storedAtMs, freshForMs } = entry;
    const ageSeconds = Math.max(0, Math.floor((now() - storedAtMs) / 1_000));
    return { body, etag, cacheStatus, ageSeconds, maxAgeSeconds: freshForMs / 1_000 };
  }

  async function made(
    key: string,
    version: string,
    ttlSeconds: number,
    before: CacheEntry | null,
    make: () => PromiseOrValue<MadeAnswer>,
  ): Promise<CachedAnswer> {
    try {
      const { text, keep, broken = false } = await make();
      if (broken && before) return answerFrom(before, 'STALE');
      const body = Buffer.from(text);
      const freshForMs = keep ? ttlSeconds * 1_000 : 0;
      const entry = { body, etag: etagOf(body), storedAtMs: now(), freshForMs, dataVersion: version };
      if (keep) store.set(key, entry, freshForMs + staleForMs);
      return answerFrom(entry, 'MISS');
    } catch (error) {
      if (before && isOutage(error)) return answerFrom(before, 'STALE');
      throw error;
    }
  }

  return {
    answer(request, make) {
      const key = cacheKeyOf(request);
      const version = dataVersion();

      function decide(entry: CacheEntry | null): PromiseOrValue<CachedAnswer> {
        const isFresh =
          entry !== null && entry.dataVersion === version && now() - entry.storedAtMs < entry.freshForMs;
        if (isFresh) return answerFrom(entry, 'HIT');
        const flight = `${version} ${key}`;
        const running = making.get(flight);
        if (running) return running;
        const answer = made(key, version, request.ttlSeconds, entry, make).finally(() =>
          making.delete(flight),
        );
        making.set(flight, answer);
        return answer;
      }

      const found = store.get(key);
      return isPromise(found) ? found.then(decide) : decide(found);
    },
  };
}

/** A strong validator: the same for the same bytes on every machine. */
function etagOf(body: Buffer): string {
  return `"${createHash('sha1').update(body).digest('base64url')}"`;
}
