import { expect, test } from '@jest/globals';
import { answerLogConformance } from './answer-log.conformance.ts';
import { makeMemoryLog } from './answer-log.memory.ts';

answerLogConformance('in memory', async () => {
  const log = makeMemoryLog();
  return { writer: log, reader: log, close: () => log.close() };
});

test('of logs that have ended the latest hundred are kept, and those that have not are all kept', async () => {
  const log = makeMemoryLog();
  const begin = (answerId: string) => log.append(answerId, { kind: 'TEXT', text: 'word' });
  const ended = Array.from({ length: 150 }, (_, at) => `ended-${at}`);
  const running = Array.from({ length: 150 }, (_, at) => `running-${at}`);

  for (const answerId of [...running, ...ended]) await begin(answerId);
  for (const answerId of ended) await log.end(answerId);

  const kept = async (ids: readonly string[]) => {
    const standing = await Promise.all(ids.map((answerId) => log.standing(answerId)));
    return ids.filter((_, at) => standing[at]?.length === 1);
  };
  expect(await kept(ended)).toEqual(ended.slice(50));
  expect(await kept(running)).toEqual(running);
  await log.close();
});

test('who reads a log to its end when it is forgotten gets all of it', async () => {
  const log = makeMemoryLog();
  await log.append('read', { kind: 'TEXT', text: 'first' });
  await log.append('read', { kind: 'TEXT', text: 'second' });
  const reading = log.read('read', 0, new AbortController().signal);
  const first = await reading.next();

  for (const answerId of ['read', ...Array.from({ length: 100 }, (_, at) => `later-${at}`)]) {
    await log.end(answerId);
  }

  expect(await log.standing('read')).toEqual([]);
  expect(first.value).toMatchObject({ sequence: 1 });
  expect((await reading.next()).value).toMatchObject({ sequence: 2, text: 'second' });
  expect((await reading.next()).done).toBe(true);
});
