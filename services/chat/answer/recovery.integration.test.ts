import { hostname } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import { readHappened, saveProgress } from './answer.store.ts';
import type { Answer } from './answer.ts';
import { makeMemoryLog } from './answer-log.memory.ts';
import { all } from './fixtures.ts';
import { followAnswer } from './follow.ts';
import { generationsBench } from './generations.fixture.ts';

const { database, generationsWith, stored, read } = generationsBench();

describe('after a crash', () => {
  const half = [
    { sequence: 1, kind: 'STARTED', conversationId: 'c', engine: 'EXTRACTIVE', language: Language.EN },
    { sequence: 2, kind: 'TEXT', text: 'Half an ' },
  ] as const;

  async function halfMade(generatorId: string, leaseUntil?: Date): Promise<Answer> {
    const answer = await stored(generatorId, leaseUntil);
    const events = half.map((event) => ({ ...event, answerId: answer.id }));
    const lease = { generatorId, leaseUntil: leaseUntil ?? new Date(Date.now() + 15_000) };
    await saveProgress(database(), { ...answer, text: 'Half an ' }, events, lease);
    return answer;
  }

  test('an answer whose lease has run out is interrupted with its text kept', async () => {
    const answer = await halfMade('machine-a/1/dead', new Date(Date.now() - 1));

    await generationsWith().recover();

    expect(await read(answer.id)).toMatchObject({
      status: 'INTERRUPTED',
      text: 'Half an ',
      lastSequence: 3,
      failure: { code: 'INTERRUPTED', retryable: true },
      completedAt: expect.any(Date),
    });
  });

  test('a process of this host that is no more needs no lease to run out', async () => {
    const answer = await halfMade(`${hostname()}/${process.pid}/crashed-before`);

    await generationsWith().recover();

    expect(await read(answer.id)).toMatchObject({ status: 'INTERRUPTED' });
  });

  test("a living machine's answers are not touched, nor this process's own", async () => {
    const remote = await halfMade('machine-a/1/alive');
    const generations = generationsWith();
    const local = await halfMade(generations.id);
    const neighbour = await halfMade(generationsWith().id);

    await generations.recover();

    for (const { id } of [remote, neighbour]) expect(await read(id)).toMatchObject({ status: 'GENERATING' });
    expect(await read(local.id)).toMatchObject({ status: 'GENERATING' });
  });

  test('two machines that start at once interrupt an answer once', async () => {
    const answer = await halfMade('machine-a/1/dead', new Date(Date.now() - 1));

    await Promise.all([generationsWith().recover(), generationsWith().recover()]);

    const happened = await readHappened(database(), answer.id);
    expect(happened?.events.filter(({ kind }) => kind === 'FAILED')).toHaveLength(1);
  });

  test('what the log holds beyond what was saved is kept as well', async () => {
    const answer = await halfMade('machine-a/1/dead', new Date(Date.now() - 1));
    const log = makeMemoryLog();
    for (const { sequence: _, ...happening } of half) await log.append(answer.id, happening);
    await log.append(answer.id, { kind: 'TEXT', text: 'answer' });

    await generationsWith({ log }).recover();

    expect(await read(answer.id)).toMatchObject({ text: 'Half an answer', lastSequence: 4 });
    expect(await log.standing(answer.id)).toMatchObject([{}, {}, {}, { sequence: 4, kind: 'FAILED' }]);
  });

  test('a reader who waits on another machine hears of the end without any log', async () => {
    const answer = await halfMade('machine-a/1/dead', new Date(Date.now() - 1));
    const saved = (id: string) => readHappened(database(), id);
    const parts = { log: makeMemoryLog(), saved, quietMs: 20 };
    const reading = all(followAnswer(parts, answer.id, 0, new AbortController().signal));

    await generationsWith().recover();

    expect((await reading).map(({ kind }) => kind)).toEqual(['STARTED', 'TEXT', 'FAILED']);
  });
});
