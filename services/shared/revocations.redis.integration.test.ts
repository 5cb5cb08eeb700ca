import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from './eventually.ts';
import { connectRedis } from './redis.ts';
import { hearRevocations, makeRevocationTeller } from './revocations.ts';
import { silentLogger } from './testing.ts';

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
const logger = silentLogger;
const id = (letter: string) => letter.repeat(32);

let channel: string;
let hearing: Redis;
let admin: Redis;
let heard: string[];
/** Resolves when the given id has come. */
let comes: (id: string) => Promise<void>;

beforeEach(async () => {
  channel = `test-${randomBytes(6).toString('hex')}`;
  heard = [];
  const waiting = new Map<string, () => void>();
  comes = (id) => new Promise((come) => waiting.set(id, come));
  hearing = connectRedis(url, logger);
  admin = new Redis(url);
  hearRevocations({ redis: hearing, logger, channel }, (id) => {
    heard.push(id);
    waiting.get(id)?.();
  });
  await subscribed();
});

afterEach(() => {
  hearing.disconnect();
  admin.disconnect();
});

/** Redis alone knows when the subscription stands. */
const subscribed = () => eventually(async () => Number((await admin.pubsub('NUMSUB', channel))[1]) === 1);

test('a revocation told by one process is heard by another, and the teller closes when it is told', async () => {
  const teller = makeRevocationTeller({ redis: connectRedis(url, logger), logger, channel });
  const coming = comes(id('a'));

  teller.tell(id('a'));
  await teller.close();

  await coming;
  expect(heard).toEqual([id('a')]);
});

test('after a broken connection hearing goes on', async () => {
  hearing.disconnect(true);

  // What is told before the subscription stands again is lost; so it is told until it is heard.
  const isHeard = eventually(async () => {
    await admin.publish(channel, id('b'));
    return heard.includes(id('b'));
  });

  expect(await isHeard).toBe(true);
});

test('what is no id of a key is not passed on', async () => {
  const coming = comes(id('c'));

  for (const text of ['', 'everything', `${id('d')}\n`, id('c')]) await admin.publish(channel, text);

  await coming;
  expect(heard).toEqual([id('c')]);
});

test('a teller whose Redis is away gives up and closes', async () => {
  const teller = makeRevocationTeller({
    redis: connectRedis('redis://127.0.0.1:1', logger),
    logger,
    channel,
  });

  teller.tell(id('e'));

  await expect(teller.close()).resolves.toBeUndefined();
});
