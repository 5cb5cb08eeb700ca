import { Redis } from 'ioredis';
import type { Logger } from './logger.ts';

/**
 * A connection to Redis that comes back by itself. Only composition roots call this; others are handed the result.
 * @param url redis:// or, over TLS, rediss://
 */
export function connectRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    // A command fails after the first try: who sends it knows what to do about that.
    maxRetriesPerRequest: 1,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    connectTimeout: 5_000,
    disconnectTimeout: 500,
  });
  // Without a listener the library writes to the console.
  redis.on('error', (error) => logger.debug({ err: error }, 'Redis connection'));
  return redis;
}
