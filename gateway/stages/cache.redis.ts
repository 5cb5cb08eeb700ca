import { type Redis, ReplyError } from 'ioredis';
import { AppError } from '../../services/shared/errors.ts';
import type { Logger } from '../../services/shared/logger.ts';
import { inTime } from '../redis.ts';
import { readEntry, writtenEntry } from './cache.entry.ts';
import { type CacheEntry, checkKey } from './cache.store.ts';

/** One command, or one row of commands, sent to Redis. */
export type CacheCall = {
  command: 'get' | 'set' | 'delete' | 'invalidate' | 'check' | 'stats';
  outcome: 'OK' | 'FAILED';
  durationMs: number;
};

/** Entries that every gateway shares. All but `get` throw AppError DOWNSTREAM_SERVICE_ERROR. */
export type RedisEntries = {
  /** False while Redis is away, and for a second after it has failed. */
  isReachable(): boolean;
  /** @returns null as well when Redis fails */
  get(key: string): Promise<CacheEntry | null>;
  set(key: string, entry: CacheEntry): Promise<void>;
  delete(key: string): Promise<void>;
  /** @returns how many there were */
  deleteBelow(prefix: string): Promise<number>;
  check(): Promise<void>;
  stats(): Promise<{ size: number; info: Record<string, string> }>;
};

export type RedisEntriesParts = {
  redis: Redis;
  logger: Logger;
  /** How long an answer may wait for Redis. */
  deadlineMs: number;
  onCall?(call: CacheCall): void;
  /** Milliseconds, from any start; the process's when absent. */
  clock?: { now(): number };
};

/** A Redis that hangs costs some answers their wait, not every one. */
const restMs = 1_000;

/** Operators would rather wait than not know. */
const operatorDeadlineMs = 2_000;

const scannedAtOnce = 1_000;

/** Of what Redis counts, the part that says how the cache fares. */
const shownCounts = new Set(['keyspace_hits', 'keyspace_misses', 'expired_keys', 'evicted_keys']);

export function makeRedisEntries(parts: RedisEntriesParts): RedisEntries {
  const { redis, logger, deadlineMs, onCall = () => {}, clock = performance } = parts;
  let restUntilMs = Number.NEGATIVE_INFINITY;
  const told = { silent: false, refused: false };

  async function call<Result>(
    command: CacheCall['command'],
    waitMs: number,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const startedAt = clock.now();
    const end = (outcome: CacheCall['outcome']) =>
      onCall({ command, outcome, durationMs: clock.now() - startedAt });
    try {
      const result = await inTime(work(), waitMs);
      end('OK');
      if (told.silent) logger.info('answers are kept in Redis again');
      told.silent = false;
      if (command === 'set') told.refused = false;
      return result;
    } catch (cause) {
      end('FAILED');
      const what = cause instanceof ReplyError ? 'refused' : 'silent';
      // One that refuses to write, being full, can still be read.
      if (what === 'silent') restUntilMs = clock.now() + restMs;
      // Only the text: the error holds the command, and with it an answer.
      const { message } = cause as Error;
      if (!told[what]) logger.warn({ command, reason: message }, 'answers are kept in this process alone');
      told[what] = true;
      throw new AppError('DOWNSTREAM_SERVICE_ERROR', `Redis failed: ${message}`, {
        publicMessage: 'The shared cache does not answer.',
      });
    }
  }

  /** SCAN, never KEYS: it leaves Redis free for others between its steps. */
  async function deleteBelow(prefix: string): Promise<number> {
    let deleted = 0;
    let cursor = '0';
    do {
      const step = () => redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', scannedAtOnce);
      const [next, keys] = await call('invalidate', operatorDeadlineMs, step);
      if (keys.length > 0) {
        deleted += await call('invalidate', operatorDeadlineMs, () => redis.unlink(...keys));
      }
      cursor = next;
    } while (cursor !== '0');
    return deleted;
  }

  return {
    isReachable: () => redis.status === 'ready' && clock.now() >= restUntilMs,
    async get(key) {
      const bytes = await call('get', deadlineMs, () => redis.getBuffer(key)).catch(() => null);
      return bytes && readEntry(bytes);
    },
    async set(key, entry) {
      const bytes = writtenEntry(entry);
      await call('set', operatorDeadlineMs, () => redis.set(key, bytes, 'PX', entry.keepForMs));
    },
    async delete(key) {
      await call('delete', operatorDeadlineMs, () => redis.unlink(key));
    },
    deleteBelow,
    async check() {
      await call('check', operatorDeadlineMs, async () => {
        await redis.set(checkKey, 'ok', 'EX', 10);
        if ((await redis.get(checkKey)) !== 'ok') throw new Error('the test key is not there');
      });
    },
    async stats() {
      const [size, text] = await call('stats', operatorDeadlineMs, () =>
        Promise.all([redis.dbsize(), redis.info('stats')]),
      );
      return { size, info: countsOf(text) };
    },
  };
}

function countsOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/^(\w+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [name, value]);
  return Object.fromEntries(pairs.filter(([name = '']) => shownCounts.has(name)));
}
