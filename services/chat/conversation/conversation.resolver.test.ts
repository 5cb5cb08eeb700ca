import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ask } from '../testing.ts';
import { type Conversing, codeOf, openConversing, readAnswer } from './conversing.fixture.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let conversing: Conversing;

beforeAll(async () => {
  conversing = await openConversing();
});

afterEach(() => conversing.database.database.conversation.deleteMany());

afterAll(() => conversing.close());

describe('conversations', () => {
  const list = `query ($first: Int!, $after: String) { conversations(first: $first, after: $after) {
    totalCount nodes { title answers(first: 1) { totalCount nodes { question } } } pageInfo { hasNextPage endCursor }
  } }`;

  type List = {
    conversations: { nodes: { title: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  };

  test('pages followed by their cursors give every conversation once, newest first', async () => {
    for (let number = 1; number <= 5; number++)
      await conversing.answered({ question: `Question ${number}?`, language: 'EN' });

    const titles: string[] = [];
    let after: string | null = null;
    do {
      const result = await ask(conversing.chat, list, { first: 2, after });
      const { nodes, pageInfo } = (result.data as List).conversations;
      titles.push(...nodes.map(({ title }) => title));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);

    expect(titles).toEqual([5, 4, 3, 2, 1].map((number) => `Question ${number}?`));
  });

  test('their answers are read together, however many conversations there are', async () => {
    for (let number = 1; number <= 3; number++)
      await conversing.answered({ question: `Question ${number}?`, language: 'EN' });
    const calls = async (first: number) => {
      const before = conversing.calls();
      await ask(conversing.chat, list, { first });
      return conversing.calls() - before;
    };

    expect(await calls(3)).toBe(await calls(1));
  });

  test.each([
    { first: 0 },
    { first: 101 },
    { first: 5, after: 'nothing' },
    { first: 5, after: 'a2V5Ong' },
    { first: 5, after: 'a2V5OgA' },
  ])('%j is bad input', async (variables) => {
    expect(codeOf(await ask(conversing.chat, list, variables))).toBe('BAD_USER_INPUT');
  });

  test('the answers of one are paged in the order asked', async () => {
    const { conversation } = await conversing.answered({ question: 'First?', language: 'EN' });
    await conversing.answered({ question: 'Second?', language: 'EN', conversationId: conversation.id });
    const page = `query ($id: ID!, $after: String) { conversation(id: $id) { answers(first: 1, after: $after) {
      nodes { question } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount
    } } }`;
    type Page = { conversation: { answers: { pageInfo: { endCursor: string } } } };

    const first = await ask(conversing.chat, page, { id: conversation.id });
    const { endCursor } = (first.data as Page).conversation.answers.pageInfo;
    const second = await ask(conversing.chat, page, { id: conversation.id, after: endCursor });

    expect(first.data?.conversation).toMatchObject({
      answers: { nodes: [{ question: 'First?' }], pageInfo: { hasNextPage: true }, totalCount: 2 },
    });
    expect(second.data?.conversation).toMatchObject({
      answers: { nodes: [{ question: 'Second?' }], pageInfo: { hasNextPage: false, hasPreviousPage: true } },
    });
  });
});

describe('deleteConversation', () => {
  const remove = 'mutation ($id: ID!) { deleteConversation(id: $id) { id } }';

  test('really deletes: nothing is left of it anywhere', async () => {
    const { answer, conversation } = await conversing.answered({ question: 'Who issues a stay permit?' });

    const { data } = await ask(conversing.chat, remove, { id: conversation.id });

    expect(data?.deleteConversation).toEqual({ id: conversation.id });
    expect(await conversing.database.database.answer.count()).toBe(0);
    expect(await conversing.stored()).toBe(0);
    expect(await conversing.log.standing(answer.id)).toEqual([]);
    expect((await ask(conversing.chat, readAnswer, { id: answer.id })).data).toEqual({ answer: null });
    expect(codeOf(await ask(conversing.chat, remove, { id: conversation.id }))).toBe('NOT_FOUND');
  });

  test('ends an answer that is still being made, with its readers', async () => {
    const { answer, conversation } = await conversing.asked({ question: 'endless', language: 'EN' });
    const reading = conversing.seen(answer.id);

    await ask(conversing.chat, remove, { id: conversation.id });

    expect(JSON.stringify(await reading)).not.toContain('AnswerCompleted');
    expect(await conversing.database.database.answer.count()).toBe(0);
  });
});
