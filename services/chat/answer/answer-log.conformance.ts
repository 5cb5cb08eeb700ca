import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import type { AnswerEvent, AnswerHappening } from './answer.ts';
import type { AnswerLog } from './answer-log.ts';

/** What the suite needs of a log: `writer` and `reader` are two processes where the log has that, else the same. */
export type LogUnderTest = { writer: AnswerLog; reader: AnswerLog; close(): Promise<void> };

const started: AnswerHappening = {
  kind: 'STARTED',
  conversationId: 'c1',
  engine: 'EXTRACTIVE',
  language: Language.EN,
};
const text = (number: number): AnswerHappening => ({ kind: 'TEXT', text: `word ${number} ` });
const failed: AnswerHappening = {
  kind: 'FAILED',
  failure: { code: 'INTERRUPTED', message: 'Ask again.', retryable: true },
};

let ids = 0;
const newId = () => `answer-${process.pid}-${ids++}`;
const patient = () => new AbortController().signal;

async function collected(events: AsyncIterable<AnswerEvent>): Promise<AnswerEvent[]> {
  const all: AnswerEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const sequences = (events: readonly AnswerEvent[]) => events.map(({ sequence }) => sequence);
const upTo = (last: number, after = 0) =>
  Array.from({ length: last - after }, (_, index) => after + index + 1);

/** Everything that a log promises, whatever it is made of. */
export function answerLogConformance(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`the answer log ${name}`, () => {
    let logs: LogUnderTest;

    beforeAll(async () => {
      logs = await open();
    });

    afterAll(() => logs.close());

    async function written(answerId: string, words: number): Promise<void> {
      await logs.writer.append(answerId, started);
      for (let word = 1; word <= words; word++) await logs.writer.append(answerId, text(word));
    }

    test('events are numbered from 1 without gaps and come as they were written', async () => {
      const id = newId();
      await written(id, 5);
      await logs.writer.append(id, failed);
      await logs.writer.end(id);

      const events = await collected(logs.reader.read(id, 0, patient()));

      expect(sequences(events)).toEqual(upTo(7));
      expect(events[0]).toEqual({ sequence: 1, answerId: id, ...started });
      expect(events[6]).toEqual({ sequence: 7, answerId: id, ...failed });
    });

    test('a reader replays, then follows', async () => {
      const id = newId();
      await written(id, 3);
      const reader = logs.reader.read(id, 0, patient());
      for (let seen = 0; seen < 4; seen++) await reader.next();

      const next = reader.next();
      await logs.writer.append(id, text(4));

      expect((await next).value).toMatchObject({ sequence: 5, text: 'word 4 ' });
      await reader.return?.();
    });

    test('a reader may come before the first event', async () => {
      const id = newId();
      const first = logs.reader.read(id, 0, patient()).next();

      await logs.writer.append(id, started);

      expect((await first).value).toMatchObject({ sequence: 1 });
    });

    test.each([0, 1, 7, 20, 21])('reading resumes after sequence %d', async (after) => {
      const id = newId();
      await written(id, 20);
      await logs.writer.end(id);

      expect(sequences(await collected(logs.reader.read(id, after, patient())))).toEqual(upTo(21, after));
    });

    test('what stands is told without waiting', async () => {
      const id = newId();
      await written(id, 2);
      await logs.reader.read(id, 0, patient()).next();

      expect(sequences(await logs.writer.standing(id))).toEqual([1, 2, 3]);
      expect(await logs.reader.standing(newId())).toEqual([]);
    });

    test('an answer is running where it is written, from its first event until its end', async () => {
      const id = newId();
      const before = logs.writer.isRunningHere(id);
      await written(id, 1);
      const meanwhile = logs.writer.isRunningHere(id);

      await logs.writer.end(id);

      expect([before, meanwhile, logs.writer.isRunningHere(id)]).toEqual([false, true, false]);
    });

    test('after its end nothing can be added', async () => {
      const id = newId();
      await written(id, 1);
      await logs.writer.end(id);

      await expect(logs.writer.append(id, text(2))).rejects.toMatchObject({ code: 'CONFLICT' });
    });

    test('a reader of a quiet log is freed at once when it leaves, and when its signal is aborted', async () => {
      const id = newId();
      await written(id, 1);
      const leaving = logs.reader.read(id, 2, patient());
      const controller = new AbortController();
      const aborted = logs.reader.read(id, 2, controller.signal);
      const steps = Promise.all([leaving.next(), aborted.next()]);
      const begin = performance.now();

      await leaving.return?.();
      controller.abort();

      expect((await steps).map(({ done }) => done)).toEqual([true, true]);
      expect(performance.now() - begin).toBeLessThan(100);
    });

    test('a reader that leaves takes nothing from the others', async () => {
      const id = newId();
      await written(id, 1);
      const staying = logs.reader.read(id, 2, patient());
      const waiting = staying.next();
      const leaving = logs.reader.read(id, 0, patient());
      await leaving.next();

      await leaving.return?.();
      await logs.writer.append(id, text(2));

      expect((await waiting).value).toMatchObject({ sequence: 3 });
      await staying.return?.();
    });

    test('200 readers of 20 answers lose and reorder nothing, one that never reads holds up nobody', async () => {
      const answers = Array.from({ length: 20 }, newId);
      const idle = logs.reader.read(answers[0] ?? '', 0, patient());
      const readings = Array.from({ length: 199 }, (_, index) =>
        collected(logs.reader.read(answers[index % 20] ?? '', 0, patient())),
      );

      await Promise.all(
        answers.map(async (id) => {
          await written(id, 100);
          await logs.writer.end(id);
        }),
      );

      for (const events of await Promise.all(readings)) expect(sequences(events)).toEqual(upTo(101));
      expect(sequences(await collected(idle))).toEqual(upTo(101));
    });

    test('a log that is removed ends its readers and is gone', async () => {
      const id = newId();
      await written(id, 1);
      const reader = logs.reader.read(id, 0, patient());
      await reader.next();
      await reader.next();
      const waiting = reader.next();

      await logs.writer.remove(id);

      expect(await waiting).toMatchObject({ done: true });
      expect(await logs.reader.standing(id)).toEqual([]);
      await expect(logs.writer.append(id, text(2))).rejects.toMatchObject({ code: 'CONFLICT' });
    });

    test('a stop that is asked for anywhere is heard where the answer is made', async () => {
      const id = newId();
      const heard = new Promise<string>((resolve) => {
        logs.writer.onStopRequest((answerId) => answerId === id && resolve(answerId));
      });

      await logs.reader.requestStop(id);

      expect(await heard).toBe(id);
    });
  });
}
