import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import type { Caller } from '../../services/shared/caller.ts';
import { silentLogger } from '../../services/shared/testing.ts';
import { gatewaySettings } from '../config.ts';
import { connectGatewayRedis } from '../redis.ts';
import { openRedisProxy, type RedisProxy } from '../test/fixture/redis-proxy.ts';
import { makeSharedWindows } from './quota.redis.ts';
import { makeQuotas, type QuotaState, type Quotas } from './quota.ts';

const caller: Caller = { kind: 'ANONYMOUS', id: '203.0.113.7', scopes: [] };
const redisUrl = process.env.REDIS_URL ?? '';
const settings = gatewaySettings({}).quotas;
const keyPrefix = `test:${randomUUID()}`;
const connections: Redis[] = [];

let direct: Redis;
let proxy: RedisProxy;
beforeAll(async () => {
  direct = await connected(redisUrl);
  proxy = await openRedisProxy(redisUrl);
});
afterEach(async () => {
  const keys = await direct.keys(`${keyPrefix}:*`);
  if (keys.length > 0) await direct.del(...keys);
});
afterAll(async () => {
  for (const redis of connections) redis.disconnect();
  await proxy.stop();
});

async function connected(url: string, logger = silentLogger): Promise<Redis> {
  const redis = connectGatewayRedis(url, { logger });
  connections.push(redis);
  await once(redis, 'ready');
  return redis;
}

const quotasOver = (redis: Redis, given: { now?(): number } = {}) =>
  makeQuotas({
    ...{ settings, logger: silentLogger, ...given },
    shared: makeSharedWindows({ redis, keyPrefix, ...given }),
  });

async function takeMany(quotas: readonly Quotas[], count: number, units = 1): Promise<QuotaState[]> {
  const asked = Array.from({ length: count }, (_, index) =>
    quotas[index % quotas.length]?.take(caller, units),
  );
  return (await Promise.all(asked)) as QuotaState[];
}

const admitted = (states: readonly QuotaState[]) => states.filter(({ allowed }) => allowed).length;

describe('quotas over Redis', () => {
  test('100 at the same time against a limit of 30: exactly 30 pass', async () => {
    const states = await takeMany([quotasOver(direct)], 100);

    expect(admitted(states)).toBe(30);
    expect(states.map(({ remaining }) => remaining).slice(0, 31)).toEqual(
      Array.from({ length: 31 }, (_, index) => Math.max(29 - index, 0)),
    );
  });

  test('over two gateways that share one Redis it is 30 as well', async () => {
    const both = [quotasOver(direct), quotasOver(await connected(redisUrl))];

    expect(admitted(await takeMany(both, 100))).toBe(30);
  });

  test('several units at the same time are each taken whole', async () => {
    const states = await takeMany([quotasOver(direct)], 20, 7);

    expect(admitted(states)).toBe(4);
    expect(states.at(-1)).toMatchObject({ allowed: false, remaining: 2 });
    expect(await quotasOver(direct).take(caller, 2)).toMatchObject({ allowed: true, remaining: 0 });
  });

  test('to look takes nothing and begins no window', async () => {
    const quotas = quotasOver(direct);

    expect(await quotas.peek(caller)).toMatchObject({ allowed: true, remaining: 30 });
    expect(await direct.exists(`${keyPrefix}:GLOBAL:${caller.id}`)).toBe(0);
    await quotas.take(caller, 30);

    expect(await quotas.peek(caller)).toMatchObject({ allowed: false, remaining: 0 });
  });

  test('the window is what is left of it in Redis, and ends there', async () => {
    const at = 1_700_000_000_000;
    const quotas = quotasOver(direct, { now: () => at });
    const key = `${keyPrefix}:GLOBAL:${caller.id}`;
    const { resetAtMs } = await quotas.take(caller, 30);
    await direct.pexpire(key, 1_500);

    const refused = await quotas.take(caller, 1);
    await direct.del(key);

    expect(resetAtMs - at).toBe(900_000);
    expect(refused).toMatchObject({ allowed: false, retryAfterSeconds: 2 });
    expect(await quotas.take(caller, 1)).toMatchObject({ allowed: true, remaining: 29 });
  });

  test('more than a whole share is refused without touching it', async () => {
    const quotas = quotasOver(direct);

    expect(await quotas.take(caller, 31)).toMatchObject({
      allowed: false,
      remaining: 30,
      retryAfterSeconds: 900,
    });
    expect(await direct.exists(`${keyPrefix}:GLOBAL:${caller.id}`)).toBe(0);
  });

  test('units that are given back can be taken again, and to none that were taken nothing is given', async () => {
    const quotas = quotasOver(direct);
    quotas.giveBack(caller, 5);
    await quotas.take(caller, 30);

    quotas.giveBack(caller, 2);

    // Commands of one connection are carried out in turn.
    expect(await quotas.take(caller, 2)).toMatchObject({ allowed: true, remaining: 0 });
    expect(await quotas.take(caller, 1)).toMatchObject({ allowed: false });
  });

  test('the own limit of a key is counted like any other', async () => {
    const quotas = quotasOver(direct);
    const key: Caller = { kind: 'API_KEY', id: 'key:one', scopes: [], requestsPerMinute: 2 };

    const states = [await quotas.take(key, 1), await quotas.take(key, 1), await quotas.take(key, 1)];

    expect(states.map(({ allowed, limit }) => ({ allowed, limit }))).toEqual([
      { allowed: true, limit: 2 },
      { allowed: true, limit: 2 },
      { allowed: false, limit: 2 },
    ]);
  });
});

describe('while Redis is away', () => {
  test('no take fails, the limit is held in the process, and the common counter goes on afterwards', async () => {
    const logged: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => logged.push(JSON.parse(line).msg) });
    const redis = await connected(proxy.url, logger);
    const quotas = makeQuotas({ settings, logger, shared: makeSharedWindows({ redis, keyPrefix }) });
    await quotas.take(caller, 10);
    const before = proxy.connections();

    const closed = once(redis, 'close');
    await proxy.stop();
    await closed;
    const alone = await takeMany([quotas], 100);
    const back = once(redis, 'ready');
    await proxy.start();
    await back;
    const after = await takeMany([quotas], 100);

    expect(admitted(alone)).toBe(30);
    expect(admitted(after)).toBe(20);
    expect(proxy.connections()).toBe(before + 1);
    expect(logged.sort()).toEqual([
      'Redis is away',
      'Redis is back',
      'quotas are counted in Redis again',
      'quotas are counted in this process alone',
    ]);
  });

  test('takes that were on their way when it broke are counted in the process', async () => {
    const redis = await connected(proxy.url);
    const quotas = quotasOver(redis);
    proxy.hang();

    const onTheirWay = takeMany([quotas], 50);
    await proxy.stop();
    const states = await onTheirWay;
    proxy.release();
    await proxy.start();

    expect(admitted(states)).toBe(30);
  });

  test('one that hangs costs one wait: those behind are counted in the process at once', async () => {
    const time = { now: 1_700_000_000_000 };
    const quotas = quotasOver(await connected(proxy.url), { now: () => time.now });
    proxy.hang();

    const first = await quotas.take(caller, 1);
    const second = quotas.take(caller, 1);
    proxy.release();
    time.now += 1_000;
    const third = quotas.take(caller, 1);

    expect(first).toMatchObject({ allowed: true, remaining: 29 });
    expect(second).toMatchObject({ allowed: true, remaining: 28 });
    expect(third).toBeInstanceOf(Promise);
    await third;
  });
});
