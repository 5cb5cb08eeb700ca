import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { ask, mallory, watch } from '../testing.ts';
import {
  type Conversing,
  codeOf,
  follow,
  openConversing,
  readAnswer,
  readConversation,
  type Started,
  start,
} from './conversing.fixture.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let conversing: Conversing;

beforeAll(async () => {
  conversing = await openConversing();
});

afterEach(() => conversing.database.database.conversation.deleteMany());

afterAll(() => conversing.close());

describe("another caller's conversation", () => {
  const routes: [
    string,
    string,
    (started: Started) => Record<string, unknown>,
    (id: string) => Record<string, unknown>,
  ][] = [
    ['answer', readAnswer, ({ answer }) => ({ id: answer.id }), (id) => ({ id })],
    ['conversation', readConversation, ({ conversation }) => ({ id: conversation.id }), (id) => ({ id })],
    [
      'stopAnswer',
      'mutation ($id: ID!) { stopAnswer(id: $id) { id } }',
      ({ answer }) => ({ id: answer.id }),
      (id) => ({ id }),
    ],
    [
      'regenerateAnswer',
      'mutation ($id: ID!) { regenerateAnswer(id: $id) { answer { id } } }',
      ({ answer }) => ({ id: answer.id }),
      (id) => ({ id }),
    ],
    [
      'rateAnswer',
      'mutation ($input: RateAnswerInput!) { rateAnswer(input: $input) { id } }',
      ({ answer }) => ({ input: { answerId: answer.id, helpful: true } }),
      (answerId) => ({ input: { answerId, helpful: true } }),
    ],
    [
      'deleteConversation',
      'mutation ($id: ID!) { deleteConversation(id: $id) { id } }',
      ({ conversation }) => ({ id: conversation.id }),
      (id) => ({ id }),
    ],
    [
      'ask',
      start,
      ({ conversation }) => ({ input: { question: 'Who?', conversationId: conversation.id } }),
      (conversationId) => ({ input: { question: 'Who?', conversationId } }),
    ],
  ];

  test.each(routes)(
    '%s answers the same as for one that does not exist',
    async (_route, source, foreign, absent) => {
      const started = await conversing.answered({ question: 'Who issues a stay permit?' });

      const toForeign = await ask(conversing.chat, source, foreign(started), mallory);
      const toAbsent = await ask(conversing.chat, source, absent('AAAAAAAAAAAAAAAAAAAAAA'), mallory);

      expect(JSON.parse(JSON.stringify(toForeign))).toEqual(JSON.parse(JSON.stringify(toAbsent)));
      expect(await ask(conversing.chat, readAnswer, { id: started.answer.id })).toMatchObject({
        data: { answer: { status: 'COMPLETED' } },
      });
    },
  );

  test.each([
    [follow, (id: string) => ({ id })],
    [
      'subscription ($input: AskInput!) { chat(input: $input) { sequence } }',
      (conversationId: string) => ({ input: { question: 'Who?', conversationId, clientRequestId: 'c' } }),
    ],
  ])('a subscription answers the same as for one that does not exist: %s', async (source, variables) => {
    const started = await conversing.answered({ question: 'Who issues a stay permit?' });
    const own = source === follow ? started.answer.id : started.conversation.id;

    const toForeign = await watch(conversing.chat, source, variables(own), mallory);
    const toAbsent = await watch(conversing.chat, source, variables('AAAAAAAAAAAAAAAAAAAAAA'), mallory);

    expect(JSON.stringify(toForeign)).toBe(JSON.stringify(toAbsent));
    expect(codeOf(toForeign as ExecutionResult)).toBe('NOT_FOUND');
  });

  test.each(['', 'x', '\0', 'A'.repeat(10_000), "' OR 1=1 --"])('%j is an id of nothing', async (id) => {
    expect(await ask(conversing.chat, readAnswer, { id })).toEqual({ data: { answer: null } });
    expect(await ask(conversing.chat, readConversation, { id })).toEqual({ data: { conversation: null } });
    expect(codeOf((await watch(conversing.chat, follow, { id })) as ExecutionResult)).toBe('NOT_FOUND');
  });

  test('is in no list but its own', async () => {
    await conversing.answered({ question: 'Who issues a stay permit?' });

    const { data } = await ask(conversing.chat, '{ conversations { totalCount nodes { id } } }', {}, mallory);

    expect(data?.conversations).toEqual({ totalCount: 0, nodes: [] });
  });
});
