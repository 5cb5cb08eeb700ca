import type { Redis } from 'ioredis';
import { textHash } from '../services/shared/document-id.ts';
import type { SharedTexts } from './persisted-queries.ts';

/** A client whose text is gone sends it again, so this only bounds what nobody asks for any more. */
const keptSeconds = 7 * 86_400;

/**
 * Automatic persisted queries in Redis, where every gateway finds them.
 * @param redis a connection whose commands fail soon while Redis is away: clients wait for them
 */
export function makeRedisTexts(redis: Redis): SharedTexts {
  const keyOf = (hash: string) => `gateway:document:v1:${hash}`;
  return {
    async get(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return null;
      const text = await redis.get(keyOf(hash)).catch(() => null);
      // What others could have written is run only when it is what its name says.
      return text !== null && textHash(text) === hash ? text : null;
    },
    async set(hash, text) {
      await redis.set(keyOf(hash), text, 'EX', keptSeconds).catch(() => null);
    },
  };
}
