import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

export type CacheEntry = {
  /** JSON text, as it goes to the client. */
  body: string;
  /** Version of the data that the body was made from. */
  dataVersion: string;
};

/** Where shaped answers are kept. An entry of another data version is a miss. */
export type ResponseCache = {
  get(key: string, dataVersion: string): Promise<string | null>;
  set(key: string, entry: CacheEntry, ttlSeconds: number): Promise<void>;
};

/** What an answer is kept under. */
export type CacheKey = {
  /** The kind of answer: "pricing", "quick-price", "kbli", "kbli-requirements". */
  name: string;
  /** The request as JSON; the order of keys does not matter. */
  body: unknown;
};

/** JSON with the keys of every object sorted. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** `cache:<name>:<md5 of the canonical body>`. The form is the partners' contract, so it carries no format version. */
export function cacheKeyOf({ name, body }: CacheKey): string {
  return `cache:${name}:${createHash('md5').update(canonicalJson(body)).digest('hex')}`;
}

/**
 * A cache inside this process.
 * @param maxBytes most bytes of bodies and keys together; 0 keeps nothing
 * @param clock milliseconds, from any start
 */
export function makeMemoryCache(maxBytes: number, clock: { now(): number } = performance): ResponseCache {
  if (maxBytes === 0) return { get: async () => null, set: async () => {} };
  const entries = new LRUCache<string, CacheEntry>({
    maxSize: maxBytes,
    perf: clock,
    // The clock is read for each entry: reading it is cheap, and an entry must not outlive its time.
    ttlResolution: 0,
    // One body may not push out more than a quarter of the others.
    maxEntrySize: Math.ceil(maxBytes / 4),
    sizeCalculation: (entry, key) => 2 * (entry.body.length + entry.dataVersion.length + key.length),
  });
  return {
    async get(key, dataVersion) {
      const entry = entries.get(key);
      return entry?.dataVersion === dataVersion ? entry.body : null;
    },
    async set(key, entry, ttlSeconds) {
      entries.set(key, entry, { ttl: ttlSeconds * 1_000 });
    },
  };
}
