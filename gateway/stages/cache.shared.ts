import { openCacheChannel } from './cache.channel.ts';
import { makeRedisEntries, type RedisEntriesParts } from './cache.redis.ts';
import { type CacheEntry, type CacheStore, isFresh, makeMemoryStore, prefixOf } from './cache.store.ts';

type SharedStoreParts = RedisEntriesParts & {
  /** Most bytes in this process. */
  maxBytes: number;
  /** Milliseconds since 1970; the system's when absent. */
  now?(): number;
  /** Where gateways tell each other of clearings; for tests. */
  channel?: string;
};

/**
 * A store in Redis that all gateways share, with one in this process before it, which serves alone while Redis is away.
 * Nobody waits for Redis longer than the deadline, and not at all while it is known to be away.
 */
export function openSharedStore(parts: SharedStoreParts): CacheStore {
  const { redis, logger, maxBytes, now = Date.now, channel: name } = parts;
  const near = makeMemoryStore(maxBytes);
  const far = makeRedisEntries(parts);
  const reading = new Map<string, Promise<CacheEntry | null>>();
  const channel = openCacheChannel({
    redis,
    logger,
    name,
    onClearing: (clearing) => {
      if ('key' in clearing) void near.delete(clearing.key);
      else near.deleteBelow(clearing.prefix);
    },
    onHearing: () => near.deleteBelow(prefixOf(undefined)),
  });

  /** From Redis, and into this process for the next. */
  async function fetched(key: string, known: CacheEntry | null): Promise<CacheEntry | null> {
    const begunAt = near.clearings();
    const found = await far.get(key);
    if (!found || (known && known.storedAtMs >= found.storedAtMs)) return known;
    const leftMs = found.storedAtMs + found.keepForMs - now();
    if (leftMs > 0 && near.clearings() === begunAt) near.set(key, { ...found, keepForMs: leftMs });
    return found;
  }

  return {
    get(key, dataVersion, nowMs) {
      const known = near.get(key);
      if (known && isFresh(known, dataVersion, nowMs)) return known;
      if (!far.isReachable()) return known;
      const running = reading.get(key);
      if (running) return running;
      const read = fetched(key, known).finally(() => reading.delete(key));
      reading.set(key, read);
      return read;
    },
    set(key, entry) {
      near.set(key, entry);
      // Larger than this process keeps is larger than it is worth.
      if (far.isReachable() && near.get(key) === entry) far.set(key, entry).catch(() => {});
    },
    async put(key, entry) {
      near.set(key, entry);
      await far.set(key, entry);
    },
    clearings: near.clearings,
    async delete(key) {
      await near.delete(key);
      await far.delete(key);
      channel.tell({ key });
    },
    async invalidate(kind) {
      const prefix = prefixOf(kind);
      near.deleteBelow(prefix);
      const count = await far.deleteBelow(prefix);
      channel.tell({ prefix });
      return count;
    },
    check: far.check,
    async stats() {
      const { memory } = await near.stats();
      try {
        return { status: 'connected', ...(await far.stats()), memory };
      } catch {
        return { status: 'error', error: 'Redis does not answer', memory };
      }
    },
    async close() {
      channel.close();
    },
  };
}
