import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../../shared/eventually.ts';
import { Language } from '../../shared/language.ts';
import { connectRedis } from '../../shared/redis.ts';
import { silentLogger } from '../../shared/testing.ts';
import { answerLogConformance } from './answer-log.conformance.ts';
import { makeRedisLog } from './answer-log.redis.ts';

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';

function open(prefix: string) {
  const redis = connectRedis(url, silentLogger);
  const blocking = connectRedis(url, silentLogger);
  return { redis, blocking, log: makeRedisLog({ redis, blocking, logger: silentLogger, prefix }) };
}

const newPrefix = () => `test-${randomBytes(6).toString('hex')}`;

async function cleaned(prefix: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`${prefix}:*`);
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
}

answerLogConformance('in Redis, written by one process and read by another', async () => {
  const prefix = newPrefix();
  const [writer, reader] = [open(prefix).log, open(prefix).log];
  return {
    writer,
    reader,
    async close() {
      await Promise.all([writer.close(), reader.close()]);
      await cleaned(prefix);
    },
  };
});

const started = {
  kind: 'STARTED',
  conversationId: 'c1',
  engine: 'EXTRACTIVE',
  language: Language.EN,
} as const;
const text = (word: string) => ({ kind: 'TEXT', text: word }) as const;
const failure = { code: 'INTERRUPTED', message: 'Ask again.', retryable: true };

describe('over Redis', () => {
  const prefix = newPrefix();
  let admin: Redis;
  let writer: ReturnType<typeof open>;
  let other: ReturnType<typeof open>;

  beforeAll(() => {
    admin = new Redis(url);
    writer = open(prefix);
    other = open(prefix);
  });

  afterAll(async () => {
    await Promise.all([writer.log.close(), other.log.close()]);
    await admin.quit();
    await cleaned(prefix);
  });

  const signal = () => new AbortController().signal;

  test('both connections may break: nothing is lost', async () => {
    await writer.log.append('cut', started);
    const reader = other.log.read('cut', 0, signal());
    await reader.next();

    for (const connection of [writer.redis, other.blocking, other.redis]) connection.disconnect(true);
    for (let word = 1; word <= 50; word++) await writer.log.append('cut', text(`${word} `));
    await writer.log.end('cut');

    const seen: number[] = [];
    for await (const { sequence } of reader) seen.push(sequence);
    expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index + 2));
  });

  test('a Redis that forgot everything is filled again from the process that writes', async () => {
    await writer.log.append('lost', started);
    await writer.log.append('lost', text('a'));
    await eventually(async () => (await admin.xlen(`${prefix}:answer:v1:lost`)) === 2);

    await admin.del(`${prefix}:answer:v1:lost`);
    await writer.log.append('lost', text('b'));
    await writer.log.end('lost');

    await eventually(async () => (await admin.xlen(`${prefix}:answer:v1:lost`)) === 4);
    expect(await other.log.standing('lost')).toMatchObject([{ sequence: 1 }, { text: 'a' }, { text: 'b' }]);
  });

  test('when the writer has died, another process goes on where it stopped and ends the log', async () => {
    const dying = open(prefix);
    await dying.log.append('crash', started);
    await dying.log.append('crash', text('half a'));
    await dying.log.close();
    const reader = other.log.read('crash', 0, signal());
    await reader.next();
    await reader.next();

    await writer.log.append('crash', { kind: 'FAILED', failure });
    await writer.log.end('crash');

    expect((await reader.next()).value).toMatchObject({ sequence: 3, kind: 'FAILED' });
    expect(await reader.next()).toMatchObject({ done: true });
  });

  test('a writer that was taken for dead can add nothing more', async () => {
    await other.log.append('taken', started);
    await eventually(async () => (await admin.xlen(`${prefix}:answer:v1:taken`)) === 1);
    await writer.log.append('taken', { kind: 'FAILED', failure });
    await writer.log.end('taken');
    await eventually(async () => (await admin.xlen(`${prefix}:answer:v1:taken`)) === 3);

    await other.log.append('taken', text('late'));

    await eventually(() =>
      other.log.append('taken', text('later')).then(
        () => false,
        (error) => error.code === 'CONFLICT',
      ),
    );
    expect(await admin.xlen(`${prefix}:answer:v1:taken`)).toBe(3);
  });

  test('a finished log stays for a day', async () => {
    await writer.log.append('kept', started);
    await writer.log.end('kept');

    await eventually(async () => (await admin.ttl(`${prefix}:answer:v1:kept`)) > 86_000);
  });
});

test('while Redis is away, answers are made and read where they are made', async () => {
  const [redis, blocking] = [0, 1].map(() => connectRedis('redis://127.0.0.1:1', silentLogger));
  if (!redis || !blocking) throw new Error('no connections');
  const log = makeRedisLog({ redis, blocking, logger: silentLogger, prefix: newPrefix() });
  const reader = log.read('here', 0, new AbortController().signal);
  const first = log.append('here', started);

  expect(await first).toMatchObject({ sequence: 1 });
  await log.append('here', text('a'));
  await log.end('here');
  const again = log.read('here', 0, new AbortController().signal);
  expect([(await again.next()).value, (await again.next()).value]).toMatchObject([
    { sequence: 1 },
    { text: 'a' },
  ]);
  expect(await again.next()).toMatchObject({ done: true });
  await expect(log.standing('elsewhere')).rejects.toMatchObject({
    code: expect.stringMatching(/DOWNSTREAM|TIMEOUT/),
  });
  await reader.return?.();
  await log.close();
}, 15_000);
