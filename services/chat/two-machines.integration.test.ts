import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { Redis } from 'ioredis';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { connectRedis } from '../shared/redis.ts';
import { silentLogger, type TestDatabase, testDatabase } from '../shared/testing.ts';
import { makeMemoryLog } from './answer/answer-log.memory.ts';
import { makeRedisLog } from './answer/answer-log.redis.ts';
import type { AnswerLog } from './answer/answer-log.ts';
import { usualLimits } from './chat.ts';
import { anEngine, aSignal, ask, ended, openTestChat, said, watch } from './testing.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

const redisUrl = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
const prefix = `test-${randomBytes(6).toString('hex')}`;

function redisLog(): AnswerLog {
  const [redis, blocking] = [connectRedis(redisUrl, silentLogger), connectRedis(redisUrl, silentLogger)];
  return makeRedisLog({ redis, blocking, logger: silentLogger, prefix });
}

const start = 'mutation ($input: AskInput!) { ask(input: $input) { answer { id } conversation { id } } }';
const follow = `subscription ($id: ID!, $after: Int! = 0) { answerEvents(answerId: $id, afterSequence: $after) {
  __typename sequence ... on TextDelta { text } ... on AnswerCompleted { answer { status text } }
} }`;

type Event = { __typename: string; sequence: number; answer?: { status: string; text: string } };

afterAll(async () => {
  const redis = new Redis(redisUrl);
  const keys = await redis.keys(`${prefix}:*`);
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
});

describe.each([
  ['with one Redis', redisLog],
  ['without a Redis', makeMemoryLog],
])('two machines with one database, %s', (title, openLog) => {
  let database: TestDatabase;
  let maker: OpenSubgraph;
  let other: OpenSubgraph;
  let reached: ReturnType<typeof aSignal>;
  let released: ReturnType<typeof aSignal>;

  beforeAll(async () => {
    database = await testDatabase();
    const engine = anEngine(async function* ({ call }) {
      yield said('The office issues the permit. It ');
      reached.go();
      const aborted = new Promise<void>((resolve) =>
        call.signal.addEventListener('abort', () => resolve(), { once: true }),
      );
      await Promise.race([released.happened, aborted]);
      yield said('has to be carried. ');
      yield ended;
    });
    const limits = { ...usualLimits, saveMs: 50, quietMs: 50, drainMs: 0 };
    const parts = { engine, limits };
    maker = await openTestChat(database.database, { ...parts, log: openLog(), generatorId: 'machine-a/1/x' });
    other = await openTestChat(database.database, { ...parts, log: openLog(), generatorId: 'machine-b/1/y' });
  });

  afterAll(async () => {
    await Promise.all([maker.close(), other.close()]);
    await database.drop();
  });

  async function started(): Promise<{ answer: { id: string }; conversation: { id: string } }> {
    [reached, released] = [aSignal(), aSignal()];
    const { data, errors } = await ask(maker, start, { input: { question: 'Who issues a stay permit?' } });
    if (errors) throw errors[0];
    await reached.happened;
    return (data as { ask: { answer: { id: string }; conversation: { id: string } } }).ask;
  }

  async function seenOn(chat: OpenSubgraph, id: string, after = 0): Promise<Event[]> {
    const events = await watch(chat, follow, { id, after });
    if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events));
    const seen: Event[] = [];
    for await (const { data } of events as AsyncIterable<ExecutionResult>)
      seen.push(data?.answerEvents as Event);
    return seen;
  }

  test('any machine follows what the other one makes, from any sequence', async () => {
    const { answer } = await started();
    const reading = [seenOn(maker, answer.id), seenOn(other, answer.id), seenOn(other, answer.id, 2)];

    released.go();

    const [here, there, resumed] = await Promise.all(reading);
    expect(here?.at(-1)).toMatchObject({ __typename: 'AnswerCompleted', answer: { status: 'COMPLETED' } });
    expect(there).toEqual(here);
    expect(resumed).toEqual(here?.slice(2));
  });

  test('a conversation that is deleted elsewhere ends here', async () => {
    const { answer, conversation } = await started();
    const reading = seenOn(maker, answer.id);

    await ask(other, 'mutation ($id: ID!) { deleteConversation(id: $id) { id } }', { id: conversation.id });

    expect((await reading).some(({ __typename }) => __typename === 'AnswerCompleted')).toBe(false);
    expect(await database.database.answer.count({ where: { id: answer.id } })).toBe(0);
  });

  // Without one, stops are heard within the machine that makes the answer; production requires it.
  if (title !== 'with one Redis') return;

  test('any machine stops what the other one makes', async () => {
    const { answer } = await started();
    const begin = performance.now();

    const stop = 'mutation ($id: ID!) { stopAnswer(id: $id) { status text } }';
    const { data } = await ask(other, stop, { id: answer.id });

    expect(data?.stopAnswer).toMatchObject({ status: 'STOPPED', text: 'The office issues the permit. ' });
    expect(performance.now() - begin).toBeLessThan(500);
  });
});
