import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { watch } from '../testing.ts';
import { type Answering, all, chatting, following, openAnswering, question } from './answering.fixture.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let answering: Answering;

beforeAll(async () => {
  answering = await openAnswering();
});

beforeEach(() => answering.reset());

afterAll(() => answering.close());

describe('chat', () => {
  test('asks and follows: gap-free events whose pieces joined are the final text', async () => {
    const events = await all(await answering.opened(chatting, { input: question() }));

    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(events[0]).toMatchObject({ __typename: 'AnswerStarted', engine: 'EXTRACTIVE', language: 'EN' });
    expect(events[1]).toMatchObject({
      passages: [{ id: 'stay.en.1', score: 0.8, effectiveFrom: '2025-01-01' }],
    });
    expect(events.find(({ __typename }) => __typename === 'CitationAdded')).toMatchObject({
      citation: {
        marker: 1,
        sourceRef: 'passage:stay.en.1',
        source: { __typename: 'Passage', id: 'stay.en.1' },
      },
    });
    expect(events.at(-1)).toMatchObject({ __typename: 'AnswerCompleted', answer: { status: 'COMPLETED' } });
    expect(events.map(({ text }) => text ?? '').join('')).toBe(events.at(-1)?.answer?.text);
  });

  test('subscribing again with the same request id replays the same answer', async () => {
    const input = question();
    const first = await all(await answering.opened(chatting, { input }));

    const second = await all(await answering.opened(chatting, { input }));

    expect(second).toEqual(first);
    expect(answering.requests).toHaveLength(1);
  });

  test('without a request id it is refused', async () => {
    const refused = await watch(answering.chat, chatting, { input: { question: 'Who?' } });

    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});

describe('answerEvents', () => {
  test('resumes after any sequence, also when the answer has long ended', async () => {
    const { id } = await answering.started();
    const whole = await all(await answering.opened(following, { id }));

    for (let after = 0; after <= whole.length; after++) {
      expect(await all(await answering.opened(following, { id, after }))).toEqual(whole.slice(after));
    }
  });

  test('a reader that leaves is freed at once and the answer goes on', async () => {
    const engine = answering.waiting();
    const { id } = await answering.started();
    const events = await answering.opened(following, { id });
    await engine.reached;
    for (let seen = 0; seen < 3; seen++) await events.next();
    const quiet = events.next();
    const begin = performance.now();

    await events.return(undefined);

    expect(performance.now() - begin).toBeLessThan(500);
    expect(await quiet).toMatchObject({ done: true });
    engine.release();
    const rest = await all(await answering.opened(following, { id }));
    expect(rest.at(-1)).toMatchObject({
      answer: { status: 'COMPLETED', text: expect.stringContaining('All is said.') },
    });
  });

  test('a client that goes away frees its reader as well', async () => {
    const engine = answering.waiting();
    const { id } = await answering.started();
    await engine.reached;
    const client = new AbortController();
    const events = await answering.opened(following, { id, after: 3 }, client.signal);
    const quiet = events.next();

    client.abort();

    expect(await quiet).toMatchObject({ done: true });
    engine.release();
  });

  test('a negative sequence is bad input', async () => {
    const { id } = await answering.started();

    expect(await watch(answering.chat, following, { id, after: -1 })).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});
