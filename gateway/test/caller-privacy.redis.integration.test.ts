import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { openPricing } from '../../services/pricing/open.ts';
import { eventually } from '../../services/shared/eventually.ts';
import type { OpenSubgraph } from '../../services/shared/open-subgraph.ts';
import { silentLogger, type TestDatabase, testDatabase } from '../../services/shared/testing.ts';
import { connectGatewayRedis } from '../redis.ts';
import { makeLocalSubgraph } from '../subgraph.local.ts';
import { type Pair, privacyTests } from './fixture/caller-privacy.ts';
import { chatGateway } from './fixture/chat-gateway.ts';
import { completed } from './fixture/scripted-chat.ts';
import { chatSecret } from './fixture/ways-in.ts';

/** A database of Redis that nothing else here uses: the keys of the cache are those of the contract. */
const redisDatabase = 11;

describe('a cache in Redis that two gateways share', () => {
  const connections: Redis[] = [];
  let database: TestDatabase;
  let pricing: OpenSubgraph;
  let pair: Pair;

  beforeAll(async () => {
    database = await testDatabase();
    pricing = await openPricing({
      databaseUrl: database.url,
      quoteValidDays: 14,
      logger: silentLogger,
    });
    const version = `${pricing.dataVersion()} ${randomUUID()}`;
    const open = async () => {
      const url = new URL(process.env.REDIS_URL ?? '');
      url.pathname = `/${redisDatabase}`;
      const redis = connectGatewayRedis(url.href, { logger: silentLogger });
      connections.push(redis);
      await eventually(async () => redis.status === 'ready');
      const gateway = await chatGateway({
        environment: { CHAT_GATEWAY_SECRET: chatSecret, CACHE_REDIS_TIMEOUT_MS: '5000' },
        pricing: { ...makeLocalSubgraph(pricing), dataVersion: () => version },
        redis,
      });
      gateway.chat.script = [completed()];
      return gateway;
    };
    pair = [await open(), await open()];
    await connections[0]?.flushdb();
  }, 60_000);
  afterAll(async () => {
    for (const gateway of pair) await gateway.close();
    for (const redis of connections) redis.disconnect();
    await pricing.close();
    await database.drop();
  });

  privacyTests(() => pair);

  test('nothing that belongs to anybody stands in Redis, while the public answers do', async () => {
    const redis = connections[0] as Redis;
    const keys = await redis.keys('cache:*');
    const values = await Promise.all(keys.map((key) => redis.get(key)));

    expect(keys.filter((key) => key.startsWith('cache:graphql:')).length).toBeGreaterThan(0);
    expect(values.join('\n')).toContain('"code":"E33G"');
    expect(values.join('\n')).not.toMatch(/alfa|bravo|Domanda/);
  });
});
