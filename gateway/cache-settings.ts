import { wholeNumber } from '../services/shared/env.ts';

export const cacheVariables = {
  CACHE_MAX_BYTES: wholeNumber(0, 2 ** 31).default(16 * 2 ** 20),
  CACHE_REDIS_TIMEOUT_MS: wholeNumber(1, 5_000).default(100),
};

type Given = { CACHE_MAX_BYTES: number; CACHE_REDIS_TIMEOUT_MS: number };

export type CacheSettings = {
  /** Most bytes that the response cache holds in this process; 0 turns it off, in Redis as well. */
  maxBytes: number;
  /** How long an answer waits for Redis before it is made without. */
  redisTimeoutMs: number;
};

export function cacheSettings({ CACHE_MAX_BYTES, CACHE_REDIS_TIMEOUT_MS }: Given): CacheSettings {
  return { maxBytes: CACHE_MAX_BYTES, redisTimeoutMs: CACHE_REDIS_TIMEOUT_MS };
}
