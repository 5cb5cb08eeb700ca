import { LRUCache } from 'lru-cache';
import type { PromiseOrValue } from '../../services/shared/promise-or-value.ts';

/** An answer as it goes to clients. */
export type CacheEntry = {
  body: Buffer;
  /** Milliseconds since 1970. */
  storedAtMs: number;
  freshForMs: number;
  /** Version of the data that the body was made from. */
  dataVersion: string;
};

/** Where answers are kept. It never fails: what can't be read is not there, what can't be written is not kept. */
export type CacheStore = {
  get(key: string): PromiseOrValue<CacheEntry | null>;
  /** @param keepForMs after that the entry may be gone; longer than it is fresh, so that it can stand in */
  set(key: string, entry: CacheEntry, keepForMs: number): void;
};

/** Beside its body an entry takes about this much. */
const entryBytes = 300;

/**
 * A store inside this process.
 * @param maxBytes most bytes of bodies and keys together; 0 keeps nothing
 * @param clock milliseconds, from any start
 */
export function makeMemoryStore(maxBytes: number, clock: { now(): number } = performance): CacheStore {
  if (maxBytes === 0) return { get: () => null, set: () => {} };
  const entries = new LRUCache<string, CacheEntry>({
    maxSize: maxBytes,
    perf: clock,
    // The clock is read for each entry: reading it is cheap, and an entry must not outlive its time.
    ttlResolution: 0,
    // One body may not push out more than a quarter of the others.
    maxEntrySize: Math.ceil(maxBytes / 4),
    sizeCalculation: ({ body }, key) => body.length + 2 * key.length + entryBytes,
  });
  return {
    get: (key) => entries.get(key) ?? null,
    set: (key, entry, keepForMs) => void entries.set(key, entry, { ttl: keepForMs }),
  };
}
