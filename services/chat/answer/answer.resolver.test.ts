import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ask, said } from '../testing.ts';
import { type Answering, all, following, openAnswering, read, stop } from './answering.fixture.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let answering: Answering;

beforeAll(async () => {
  answering = await openAnswering();
});

beforeEach(() => answering.reset());

afterAll(() => answering.close());

describe('stopAnswer', () => {
  test('reaches the engine at once; readers get the end, and the text so far is kept', async () => {
    const engine = answering.waiting();
    const { id } = await answering.started();
    const reading = answering.opened(following, { id }).then(all);
    await engine.reached;
    const begin = performance.now();

    const { data } = await ask(answering.chat, stop, { id });

    expect(performance.now() - begin).toBeLessThan(500);
    expect(answering.requests[0]?.call.signal.aborted).toBe(true);
    expect(data?.stopAnswer).toMatchObject({
      status: 'STOPPED',
      text: 'The office issues it. ',
      failure: null,
      completedAt: expect.any(Date),
    });
    expect((await reading).at(-1)).toMatchObject({
      __typename: 'AnswerCompleted',
      answer: { status: 'STOPPED', text: 'The office issues it. ' },
    });
  });

  test('an answer that has ended stays as it is', async () => {
    const { id } = await answering.started();
    await all(await answering.opened(following, { id }));

    expect((await ask(answering.chat, stop, { id })).data?.stopAnswer).toMatchObject({ status: 'COMPLETED' });
  });
});

describe('an answer that fails', () => {
  test('keeps its text and says why, to readers and afterwards', async () => {
    const failure = { code: 'MODEL_BUSY', message: 'Try again in a moment.', retryable: true };
    answering.says(() => [said('The office issues it. '), { kind: 'END', failure }]);
    const { id } = await answering.started();

    const events = await all(await answering.opened(following, { id }));

    expect(events.at(-1)).toMatchObject({ __typename: 'AnswerFailed', ...failure });
    expect((await ask(answering.chat, read, { id })).data?.answer).toMatchObject({
      status: 'FAILED',
      text: 'The office issues it. ',
      failure: { code: 'MODEL_BUSY', retryable: true },
      lastSequence: events.length,
    });
  });
});

describe('answer', () => {
  test('shows the text so far while it is being made, with the sequence to resume after', async () => {
    const engine = answering.waiting();
    const { id } = await answering.started();
    await engine.reached;

    const { data } = await ask(answering.chat, read, { id });

    expect(data?.answer).toMatchObject({
      status: 'GENERATING',
      text: 'The office issues it.',
      completedAt: null,
    });
    engine.release();
    const { lastSequence, text } = (data as { answer: { lastSequence: number; text: string } }).answer;
    const rest = await all(await answering.opened(following, { id, after: lastSequence }));
    expect(text + rest.map((event) => event.text ?? '').join('')).toBe(rest.at(-1)?.answer?.text);
  });

  test('keeps its citations with the passages as they were when cited', async () => {
    const { id } = await answering.started();
    await all(await answering.opened(following, { id }));

    expect((await ask(answering.chat, read, { id })).data?.answer).toMatchObject({
      citations: [{ marker: 1, source: { id: 'stay.en.1' } }],
    });
  });
});

describe('regenerateAnswer', () => {
  const regenerate = 'mutation ($id: ID!) { regenerateAnswer(id: $id) { answer { id replaces question } } }';

  test('answers the question anew without having heard its first answer', async () => {
    const first = await answering.started();
    await all(await answering.opened(following, { id: first.id }));

    const { data } = await ask(answering.chat, regenerate, { id: first.id });

    const { answer } = (data as { regenerateAnswer: { answer: { id: string } } }).regenerateAnswer;
    expect(answer).toMatchObject({ replaces: first.id, question: 'Who issues a stay permit?' });
    await all(await answering.opened(following, { id: answer.id }));
    expect(answering.requests[1]?.history).toEqual([]);
  });

  test('an engine hears what was said before, without markers', async () => {
    const first = await answering.started();
    await all(await answering.opened(following, { id: first.id }));
    const second = await answering.started({
      question: 'And who carries it?',
      conversationId: first.conversationId,
    });
    await all(await answering.opened(following, { id: second.id }));

    expect(answering.requests[1]?.history).toEqual([
      { question: 'Who issues a stay permit?', answer: 'The office issues the permit. ' },
    ]);
  });

  test('is a conflict while the answer is being made', async () => {
    const engine = answering.waiting();
    const { id } = await answering.started();
    await engine.reached;

    const { errors } = await ask(answering.chat, regenerate, { id });

    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
    engine.release();
  });
});

describe('rateAnswer', () => {
  const rate =
    'mutation ($input: RateAnswerInput!) { rateAnswer(input: $input) { rating { helpful comment } } }';

  test('a rating replaces the one before', async () => {
    const { id } = await answering.started();
    await all(await answering.opened(following, { id }));

    await ask(answering.chat, rate, { input: { answerId: id, helpful: true } });
    await ask(answering.chat, rate, { input: { answerId: id, helpful: false, comment: '  Too short \0 ' } });

    expect((await ask(answering.chat, read, { id })).data?.answer).toMatchObject({
      rating: { helpful: false, comment: 'Too short' },
    });
  });

  test('a comment of 2,001 characters is bad input', async () => {
    const { id } = await answering.started();

    const { errors } = await ask(answering.chat, rate, {
      input: { answerId: id, helpful: true, comment: 'x'.repeat(2_001) },
    });

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
