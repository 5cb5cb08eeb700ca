import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { eventually } from '../../services/shared/eventually.ts';
import { silentLogger } from '../../services/shared/testing.ts';
import { connectGatewayRedis } from '../redis.ts';
import { openRedisProxy, type RedisProxy } from '../test/fixture/redis-proxy.ts';
import type { CacheCall } from './cache.redis.ts';
import { openSharedStore } from './cache.shared.ts';
import type { CacheEntry, CacheStore } from './cache.store.ts';

const redisUrl = process.env.REDIS_URL ?? '';
const kind = `test-${randomUUID().slice(0, 8)}`;
const keyOf = (name: string) => `cache:${kind}:${name}`;
const failure = expect.objectContaining({ code: 'DOWNSTREAM_SERVICE_ERROR' });

let direct: Redis;
let proxy: RedisProxy;
const stores: CacheStore[] = [];
const connections: Redis[] = [];
const calls: CacheCall[] = [];

beforeAll(async () => {
  direct = await connected(redisUrl);
  proxy = await openRedisProxy(redisUrl);
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  calls.length = 0;
  const keys = await direct.keys(`cache:${kind}*`);
  if (keys.length > 0) await direct.del(...keys);
});
afterAll(async () => {
  for (const redis of connections) redis.disconnect();
  await proxy.stop();
});

/** Errors on the way are a part of what is tested. */
function next(redis: Redis, event: 'ready' | 'close'): Promise<void> {
  return new Promise((resolve) => redis.once(event, () => resolve()));
}

async function connected(url: string, logger = silentLogger): Promise<Redis> {
  const redis = connectGatewayRedis(url, { logger });
  connections.push(redis);
  await next(redis, 'ready');
  return redis;
}

/** A store whose ear is open: it hears of every clearing. */
async function storeOver(redis: Redis, logger = silentLogger): Promise<CacheStore> {
  const channel = `test:${kind}`;
  const [, heard] = (await direct.pubsub('NUMSUB', channel)) as [string, number];
  const onCall = (call: CacheCall) => calls.push(call);
  const store = openSharedStore({ redis, logger, maxBytes: 100_000, deadlineMs: 100, channel, onCall });
  stores.push(store);
  await eventually(async () => ((await direct.pubsub('NUMSUB', channel))[1] as number) > heard);
  await eventually(async () => store.clearings() > 0);
  return store;
}

function anEntry(text = '{"a":1}', change: Partial<CacheEntry> = {}): CacheEntry {
  const times = { storedAtMs: Date.now(), freshForMs: 60_000, keepForMs: 120_000 };
  return { kind: 'ANSWER', body: Buffer.from(text), dataVersion: '1', ...times, ...change };
}

const read = (store: CacheStore, name: string) => store.get(keyOf(name), '1', Date.now());
const textOf = async (store: CacheStore, name: string) => (await read(store, name))?.body.toString() ?? null;

describe('a cache that gateways share', () => {
  test('what one keeps, another finds, and from then on without asking Redis', async () => {
    const [a, b] = [await storeOver(direct), await storeOver(direct)];

    await a.put(keyOf('x'), anEntry());
    const first = read(b, 'x');

    expect(first).toBeInstanceOf(Promise);
    expect((await first)?.body.toString()).toBe('{"a":1}');
    expect(read(b, 'x')).toMatchObject({ kind: 'ANSWER', dataVersion: '1' });
    expect(await direct.pttl(keyOf('x'))).toBeGreaterThan(60_000);
  });

  test('those who look for the same at the same time ask Redis once', async () => {
    const store = await storeOver(direct);

    const found = await Promise.all([read(store, 'x'), read(store, 'x'), read(store, 'x')]);

    expect(found).toEqual([null, null, null]);
    expect(calls.map(({ command, outcome }) => `${command} ${outcome}`)).toEqual(['get OK']);
  });

  test('what is old here is looked for there: another may have made it anew', async () => {
    const [a, b] = [await storeOver(direct), await storeOver(direct)];
    b.set(keyOf('x'), anEntry('"old"', { dataVersion: '0', storedAtMs: Date.now() - 10 }));

    await a.put(keyOf('x'), anEntry('"new"'));

    expect(await textOf(b, 'x')).toBe('"new"');
  });

  test('what is old everywhere can stand in', async () => {
    const [a, b] = [await storeOver(direct), await storeOver(direct)];

    await a.put(keyOf('x'), anEntry('"old"', { dataVersion: '0' }));

    expect(await read(b, 'x')).toMatchObject({ dataVersion: '0' });
  });

  test('what the old system left under a key is nothing', async () => {
    const store = await storeOver(direct);

    await direct.set(keyOf('x'), '{"ok":true,"data":{}}');

    expect(await read(store, 'x')).toBeNull();
  });

  test('a clearing by one reaches the memory of the others', async () => {
    const [a, b] = [await storeOver(direct), await storeOver(direct)];
    for (const name of ['x', 'y']) await a.put(keyOf(name), anEntry());
    for (const name of ['x', 'y']) await read(b, name);
    const before = b.clearings();

    await a.delete(keyOf('x'));
    await eventually(async () => b.clearings() === before + 1);
    const afterDelete = [await textOf(b, 'x'), await textOf(b, 'y')];
    await a.invalidate(kind);
    await eventually(async () => b.clearings() === before + 2);

    expect(afterDelete).toEqual([null, '{"a":1}']);
    expect(await textOf(b, 'y')).toBeNull();
  });

  test('a kind is taken away as a whole, counted, and nothing besides', async () => {
    const store = await storeOver(direct);
    const many = direct.pipeline();
    for (let index = 0; index < 2_500; index += 1) many.set(keyOf(String(index)), 'x', 'EX', 60);
    many.set(`cache:${kind}-other:x`, 'x', 'EX', 60);
    await many.exec();

    expect(await store.invalidate(kind)).toBe(2_500);
    expect(await direct.exists(`cache:${kind}-other:x`)).toBe(1);
  });

  test('says how it fares', async () => {
    const store = await storeOver(direct);

    await expect(store.check()).resolves.toBeUndefined();
    expect(await store.stats()).toMatchObject({
      status: 'connected',
      size: expect.any(Number),
      info: { keyspace_hits: expect.stringMatching(/^\d+$/) },
      memory: { maxBytes: 100_000 },
    });
  });
});

describe('while Redis is away', () => {
  test('memory serves at once, nobody waits, operators are told; it is back by itself with one line in the log', async () => {
    const logged: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => logged.push(JSON.parse(line).msg) });
    const redis = await connected(proxy.url, logger);
    const store = await storeOver(redis, logger);
    store.set(keyOf('x'), anEntry());
    const before = proxy.connections();

    const closed = next(redis, 'close');
    const underWay = read(store, 'unknown');
    await proxy.stop();
    await closed;

    expect(await underWay).toBeNull();
    expect(read(store, 'x')).toMatchObject({ kind: 'ANSWER' });
    expect(read(store, 'unknown')).toBeNull();
    store.set(keyOf('y'), anEntry());
    expect(read(store, 'y')).toMatchObject({ kind: 'ANSWER' });
    await expect(store.put(keyOf('z'), anEntry())).rejects.toEqual(failure);
    await expect(store.delete(keyOf('x'))).rejects.toEqual(failure);
    await expect(store.invalidate(kind)).rejects.toEqual(failure);
    await expect(store.check()).rejects.toEqual(failure);
    expect(await store.stats()).toMatchObject({ status: 'error' });
    expect(read(store, 'x')).toBeNull();

    const back = next(redis, 'ready');
    await proxy.start();
    await back;
    await eventually(async () => store.put(keyOf('x'), anEntry('"back"')).then(() => true));

    expect(await direct.exists(keyOf('x'))).toBe(1);
    await eventually(async () => proxy.connections() === before + 2);
    expect(logged).toEqual([
      expect.stringMatching(/^(Redis is away|answers are kept in this process alone)$/),
      expect.stringMatching(/^(Redis is away|answers are kept in this process alone)$/),
      'Redis is back',
      'answers are kept in Redis again',
    ]);
  });

  test('one that hangs costs the deadline once: those behind get at once what is here', async () => {
    const store = await storeOver(await connected(proxy.url));
    proxy.hang();

    const first = await read(store, 'x');
    const second = read(store, 'x');
    proxy.release();

    expect(first).toBeNull();
    expect(second).toBeNull();
    await eventually(async () => calls.some(({ outcome }) => outcome === 'FAILED'));
  });

  test('what others took away meanwhile is gone when it is back', async () => {
    const redis = await connected(proxy.url);
    const [near, far] = [await storeOver(redis), await storeOver(direct)];
    await far.put(keyOf('x'), anEntry());
    await read(near, 'x');
    const before = near.clearings();

    const closed = next(redis, 'close');
    await proxy.stop();
    await closed;
    await far.delete(keyOf('x'));
    const meanwhile = read(near, 'x');
    await proxy.start();
    await eventually(async () => near.clearings() > before);

    expect(meanwhile).toMatchObject({ kind: 'ANSWER' });
    expect(await eventually(async () => (await textOf(near, 'x')) === null)).toBe(true);
  });
});
