import { LRUCache } from 'lru-cache';
import type { PromiseOrValue } from '../../services/shared/promise-or-value.ts';
import { MadeEntry } from './cache.made-entry.ts';

/** What is kept under a key: an answer as it goes to clients, or a value that an operator put there. */
export type CacheEntry = {
  kind: 'ANSWER' | 'VALUE';
  /** JSON. */
  body: Buffer;
  /** Milliseconds since 1970. */
  storedAtMs: number;
  freshForMs: number;
  /** After that it may be gone: longer than it is fresh, so that it can stand in. */
  keepForMs: number;
  /** Version of the data that the body was made from. */
  dataVersion: string;
};

/** Whether an entry may serve as it is, with the data of this version and at this time since 1970. */
export function isFresh(entry: CacheEntry, dataVersion: string, nowMs: number): boolean {
  return entry.dataVersion === dataVersion && nowMs - entry.storedAtMs < entry.freshForMs;
}

export type CacheStats = {
  /** Of Redis. */
  status: 'connected' | 'disconnected' | 'error';
  error?: string;
  /** Keys in the whole of Redis. */
  size?: number;
  /** What Redis counts, as it says it. */
  info?: Record<string, string>;
  /** Of this process. */
  memory: { entries: number; bytes: number; maxBytes: number };
};

/**
 * Where answers are kept. Reading and keeping them never fails: what can't be read is not there, what can't be written is
 * not kept. What operators do fails when it can't be done.
 */
export type CacheStore = {
  /**
   * A fresh entry where there is one, else the latest that is known.
   * @param nowMs milliseconds since 1970
   */
  get(key: string, dataVersion: string, nowMs: number): PromiseOrValue<CacheEntry | null>;
  set(key: string, entry: CacheEntry): void;
  /** As `set`, for an operator. @throws AppError DOWNSTREAM_SERVICE_ERROR when it could not be written everywhere */
  put(key: string, entry: CacheEntry): Promise<void>;
  /** How often entries were taken away: what was begun before that is kept no more. */
  clearings(): number;
  /** @throws AppError DOWNSTREAM_SERVICE_ERROR when it may still be somewhere */
  delete(key: string): Promise<void>;
  /**
   * Takes away every entry of one kind, `cache:<name>:…`; all of them when the name is absent.
   * @returns how many there were
   * @throws AppError DOWNSTREAM_SERVICE_ERROR when some may still be somewhere
   */
  invalidate(name?: string): Promise<number>;
  /** Writes an entry and reads it back. @throws Error when that fails */
  check(): Promise<void>;
  stats(): Promise<CacheStats>;
  close(): Promise<void>;
};

/** A store that is asked without waiting. */
export type MemoryStore = CacheStore & {
  get(key: string): CacheEntry | null;
  deleteBelow(prefix: string): number;
};

export const cachePrefix = 'cache:';
export const checkKey = `${cachePrefix}health:test`;

/** What every key of a kind begins with; every key there is when the name is absent. */
export function prefixOf(name: string | undefined): string {
  return name === undefined ? cachePrefix : `${cachePrefix}${name}:`;
}

/** Beside its body an entry takes about this much. */
const entryBytes = 300;

/** The compressed forms of a body take as much as the body at most; see encoded-body.ts. */
const bytesOf = (entry: CacheEntry, key: string) => {
  const { length } = entry instanceof MadeEntry ? entry : entry.body;
  return 2 * length + 2 * key.length + entryBytes;
};

/**
 * A store inside this process.
 * @param maxBytes most bytes of bodies, their compressed forms and keys together; 0 keeps nothing
 * @param clock milliseconds, from any start
 */
export function makeMemoryStore(maxBytes: number, clock: { now(): number } = performance): MemoryStore {
  const entries = new LRUCache<string, CacheEntry>({
    maxSize: Math.max(maxBytes, 1),
    perf: clock,
    // The clock is read for each entry: reading it is cheap, and an entry must not outlive its time.
    ttlResolution: 0,
    // One entry may not push out more than a quarter of the others.
    maxEntrySize: Math.max(Math.ceil(maxBytes / 4), 1),
    sizeCalculation: bytesOf,
  });
  let clearings = 0;

  function set(key: string, entry: CacheEntry): void {
    entries.set(key, entry, { ttl: entry.keepForMs });
  }

  function deleteBelow(prefix: string): number {
    clearings += 1;
    const keys = [...entries.keys()].filter((key) => key.startsWith(prefix));
    for (const key of keys) entries.delete(key);
    return keys.length;
  }

  return {
    get: (key) => entries.get(key) ?? null,
    set,
    put: async (key, entry) => set(key, entry),
    clearings: () => clearings,
    async delete(key) {
      clearings += 1;
      entries.delete(key);
    },
    deleteBelow,
    invalidate: async (name) => deleteBelow(prefixOf(name)),
    async check() {
      const body = Buffer.from('"ok"');
      const times = { storedAtMs: 0, freshForMs: 10_000, keepForMs: 10_000 };
      set(checkKey, { kind: 'VALUE', body, dataVersion: '', ...times });
      if (maxBytes > 0 && !entries.get(checkKey)) throw new Error('the test entry is not there');
    },
    stats: async () => ({
      status: 'disconnected',
      memory: { entries: entries.size, bytes: entries.calculatedSize, maxBytes },
    }),
    close: async () => {},
  };
}
