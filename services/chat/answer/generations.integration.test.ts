import { describe, expect, test } from '@jest/globals';
import { eventually } from '../../shared/eventually.ts';
import { makeLogger } from '../../shared/logger.ts';
import { alice, aSignal } from '../testing.ts';
import { readHappened } from './answer.store.ts';
import { makeMemoryLog } from './answer-log.memory.ts';
import { all } from './fixtures.ts';
import type { GenerationsParts } from './generation.ts';
import { generationsBench } from './generations.fixture.ts';

const { database, generationsWith, stored, read } = generationsBench();
const asked = { history: [], caller: alice, requestId: 'test-request' };

/** Work that says something, then goes on until it is told to stop. */
function endlessWork() {
  const reached = aSignal();
  const make: GenerationsParts['make'] = async ({ signal }, { say }) => {
    await say({ kind: 'TEXT', text: 'Half ' });
    reached.go();
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    return null;
  };
  return { make, reached: reached.happened };
}

describe('an answer that is being made', () => {
  test('is saved on its way, so that little is lost with its process', async () => {
    const { make } = endlessWork();
    const generations = generationsWith({ make, saveMs: 10 });
    const answer = await stored(generations.id);

    generations.begin(answer, asked);

    const happened = await eventually(async () => {
      const found = await readHappened(database(), answer.id);
      return found?.answer.text ? found : null;
    });
    expect(happened.answer).toMatchObject({ status: 'GENERATING', text: 'Half ', lastSequence: 2 });
    expect(happened.events).toMatchObject([
      { sequence: 1, kind: 'STARTED' },
      { sequence: 2, kind: 'TEXT', text: 'Half ' },
    ]);
  });

  test('ends as failed when it takes too long', async () => {
    const { make } = endlessWork();
    const generations = generationsWith({ make, timeoutMs: 20 });
    const answer = await stored(generations.id);

    generations.begin(answer, asked);

    const ended = await eventually(async () => {
      const found = await read(answer.id);
      return found?.status === 'FAILED' ? found : null;
    });
    expect(ended).toMatchObject({ text: 'Half ', failure: { code: 'GATEWAY_TIMEOUT', retryable: true } });
  });

  test('a defect ends it as failed, tells nothing from inside and is logged once', async () => {
    const logged: { level: number }[] = [];
    const logger = makeLogger('test', 'error', {
      write: (line: string) => void logged.push(JSON.parse(line)),
    });
    const make = () => Promise.reject(new Error('secret.internal'));
    const generations = generationsWith({ make, logger });
    const answer = await stored(generations.id);

    generations.begin(answer, asked);
    await eventually(async () => generations.running === 0);

    const ended = await read(answer.id);
    expect(ended).toMatchObject({ status: 'FAILED', failure: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(JSON.stringify(ended)).not.toContain('secret.internal');
    expect(logged).toHaveLength(1);
  });

  test('at a shutdown gets time to end, then is interrupted with its text kept', async () => {
    const { make, reached } = endlessWork();
    const log = makeMemoryLog();
    const generations = generationsWith({ make, log });
    const answer = await stored(generations.id);
    generations.begin(answer, asked);
    await reached;
    const reading = all(log.read(answer.id, 0, new AbortController().signal));

    await generations.close(10);

    expect(await read(answer.id)).toMatchObject({ status: 'INTERRUPTED', text: 'Half ', lastSequence: 3 });
    expect((await reading).at(-1)).toMatchObject({
      kind: 'FAILED',
      failure: { code: 'INTERRUPTED', retryable: true },
    });
  });

  test('is given up when another process has taken it over, and what stands there stays', async () => {
    const { make, reached } = endlessWork();
    const generations = generationsWith({ make, saveMs: 10 }, 'machine-a/1/slow');
    const answer = await stored(generations.id, new Date(0));
    const other = generationsWith({}, 'machine-b/1/other');
    await other.recover();

    generations.begin(answer, asked);
    await reached;
    await eventually(async () => generations.running === 0);

    expect(await read(answer.id)).toMatchObject({ status: 'INTERRUPTED', text: '' });
  });

  test('whose end can not be saved is not called complete', async () => {
    const log = makeMemoryLog();
    const failing = {
      ...database(),
      answer: { ...database().answer, updateMany: () => Promise.reject(new Error('no database')) },
    } as unknown as ReturnType<typeof database>;
    const generations = generationsWith({ database: failing, log });
    const answer = await stored(generations.id);

    generations.begin(answer, asked);
    const events = await all(log.read(answer.id, 0, new AbortController().signal));

    expect(events.at(-1)).toMatchObject({
      kind: 'FAILED',
      failure: { code: 'INTERRUPTED', retryable: true },
    });
  });
});
