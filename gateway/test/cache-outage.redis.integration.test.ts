import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { eventually } from '../../services/shared/eventually.ts';
import { silentLogger } from '../../services/shared/testing.ts';
import { connectGatewayRedis } from '../redis.ts';
import { openRealGateway, type RealGateway } from './fixture/real-gateway.ts';
import { openRedisProxy, type RedisProxy } from './fixture/redis-proxy.ts';

const longestRecoveryMs = 5_000;

/** Some are asked again and again, some are new each time. */
const pathsOf = (turn: number) => [
  '/api/v2/bali-zero/kbli?code=56101',
  `/api/v2/bali-zero/pricing?specific_service=${turn}`,
  `/graphql?${new URLSearchParams({ query: '{ service(code: "C1") { code } }' })}`,
];

describe('Redis that is stopped in the middle of requests', () => {
  let proxy: RedisProxy;
  let redis: Redis;
  let gateway: RealGateway;

  beforeAll(async () => {
    proxy = await openRedisProxy(process.env.REDIS_URL ?? '');
    redis = connectGatewayRedis(proxy.url, { logger: silentLogger });
    gateway = await openRealGateway('in process', { redis });
    await eventually(async () => redis.status === 'ready');
  }, 60_000);
  afterAll(async () => {
    await gateway.close();
    redis.disconnect();
    await proxy.stop();
  });

  const cacheHealth = async () => (await gateway.get('/cache/health')) as { status: number; body: object };

  test('fails no request, is told by the health of the cache, and is taken up again by itself', async () => {
    const statuses: number[] = [];
    let isOver = false;
    const load = Array.from({ length: 8 }, async (_, reader) => {
      for (let turn = 0; !isOver; turn += 1) {
        const path = pathsOf(turn)[(reader + turn) % 3] ?? '';
        statuses.push((await gateway.get(path)).status);
      }
    });
    const before = await cacheHealth();

    await proxy.stop();
    const during = await eventually(async () => {
      const health = await cacheHealth();
      return health.status === 503 ? health : null;
    });
    const asked = statuses.length;
    await eventually(async () => statuses.length > asked + 50);
    const attempts = proxy.connections();
    await proxy.start();
    await eventually(async () => (await cacheHealth()).status === 200, longestRecoveryMs);
    isOver = true;
    await Promise.all(load);

    expect(before.status).toBe(200);
    expect(during.body).toMatchObject({ status: 'degraded', connected: false });
    expect(new Set(statuses)).toEqual(new Set([200]));
    // One for commands, one for what others take away.
    expect(proxy.connections()).toBeLessThanOrEqual(attempts + 2);
  });
});
