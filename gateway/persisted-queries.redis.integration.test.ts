import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { textHash } from '../services/shared/document-id.ts';
import { makeRedisTexts } from './persisted-queries.redis.ts';
import { makePersistedQueries } from './persisted-queries.ts';

const redis = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379');
const text = '{ a_text_of_this_test }';
const hash = textHash(text);
const key = `gateway:document:v1:${hash}`;

beforeEach(() => redis.del(key));

afterAll(async () => {
  await redis.del(key);
  await redis.quit();
});

describe('automatic persisted queries in Redis', () => {
  test('what one gateway is told, another finds; not for ever', async () => {
    const one = makeRedisTexts(redis);

    await one.set(hash, text);

    expect(await makePersistedQueries({ maxBytes: 10_000, shared: makeRedisTexts(redis) }).get(hash)).toBe(
      text,
    );
    expect(await redis.ttl(key)).toBeGreaterThan(86_400);
  });

  test('a text that is not what its name says is not there', async () => {
    await redis.set(key, '{ another }');

    expect(await makeRedisTexts(redis).get(hash)).toBeNull();
  });

  test('while Redis is away nothing is found and nothing fails', async () => {
    const away = new Redis('redis://127.0.0.1:1', {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
    });
    away.on('error', () => {});
    const texts = makeRedisTexts(away);

    await texts.set(hash, text);

    expect(await texts.get(hash)).toBeNull();
    away.disconnect();
  });
});
