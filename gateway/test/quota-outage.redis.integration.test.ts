import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { eventually } from '../../services/shared/eventually.ts';
import { silentLogger } from '../../services/shared/testing.ts';
import { connectGatewayRedis } from '../redis.ts';
import {
  type ProductionGateway,
  productionGateway,
  productionProfile,
} from './fixture/production-gateway.ts';
import { openRedisProxy, type RedisProxy } from './fixture/redis-proxy.ts';

const limit = 30;
const longestRecoveryMs = 5_000;

let proxy: RedisProxy;
let redis: Redis;
let gateway: ProductionGateway;

beforeAll(async () => {
  proxy = await openRedisProxy(process.env.REDIS_URL ?? '');
  redis = connectGatewayRedis(proxy.url, { logger: silentLogger });
  const environment = { ...productionProfile, RATE_LIMIT_GLOBAL: String(limit) };
  gateway = await productionGateway(environment, { redis, keyPrefix: `test:${randomUUID()}` });
  await eventually(async () => redis.status === 'ready');
}, 60_000);

afterAll(async () => {
  await gateway.close();
  redis.disconnect();
  await proxy.stop();
});

/** Asks many times at once, as one address. @returns how often each status came */
async function load(address: string, count: number): Promise<Record<number, number>> {
  const headers = { 'x-forwarded-for': address };
  const answers = await Promise.all(
    Array.from({ length: count }, () => gateway.get('/nowhere', { headers })),
  );
  const seen: Record<number, number> = {};
  for (const { status } of answers) seen[status] = (seen[status] ?? 0) + 1;
  return seen;
}

test('with Redis stopped under load no request fails, and each address still has its share and no more', async () => {
  const running = Array.from({ length: 10 }, (_, index) => load(`203.0.113.${index}`, limit));
  await proxy.stop();
  const underway = await Promise.all(running);
  const attempts = proxy.connections();
  const without = await Promise.all(
    ['198.51.100.1', '198.51.100.2'].map((address) => load(address, 3 * limit)),
  );
  const made = proxy.connections() - attempts;
  await proxy.start();
  await eventually(async () => redis.status === 'ready', longestRecoveryMs);

  for (const seen of underway) expect(seen).toEqual({ 404: limit });
  for (const seen of without) {
    expect(seen).toEqual({ 404: limit, 429: 2 * limit });
  }
  expect(made).toBeLessThanOrEqual(20);
  expect(await load('198.51.100.3', 1)).toEqual({ 404: 1 });
}, 60_000);
