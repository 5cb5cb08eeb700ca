import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ask, mallory } from '../testing.ts';
import { type Conversing, codeOf, openConversing, start } from './conversing.fixture.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let conversing: Conversing;

beforeAll(async () => {
  conversing = await openConversing();
});

afterEach(() => conversing.database.database.conversation.deleteMany());

afterAll(() => conversing.close());

describe('ask', () => {
  test('returns at once with an answer that is being made in a new conversation', async () => {
    const { data } = await ask(conversing.chat, start, {
      input: { question: '  Who issues a stay permit?  ' },
    });

    expect(data?.ask).toMatchObject({
      answer: { status: 'GENERATING', language: 'EN', question: 'Who issues a stay permit?', text: '' },
      conversation: { title: 'Who issues a stay permit?' },
    });
  });

  test.each([
    ['an empty question', { question: '' }],
    ['a blank question', { question: ' \n\t ' }],
    ['a question of NUL characters', { question: '\0\0' }],
    ['a question of 4,001 characters', { question: 'x'.repeat(4_001) }],
    ['an empty request id', { question: 'Who?', clientRequestId: ' ' }],
    ['a request id of 201 characters', { question: 'Who?', clientRequestId: 'x'.repeat(201) }],
  ])('%s is bad input, and nothing is stored', async (_title, input) => {
    const result = await ask(conversing.chat, start, { input });

    expect(codeOf(result)).toBe('BAD_USER_INPUT');
    expect(await conversing.stored()).toBe(0);
  });

  test('an unknown language is refused before anything runs', async () => {
    const { errors } = await ask(conversing.chat, start, { input: { question: 'Who?', language: 'FR' } });

    expect(errors?.[0]?.message).toContain('FR');
    expect(await conversing.stored()).toBe(0);
  });

  test('4,000 characters are counted as a person counts them', async () => {
    const started = await conversing.asked({ question: '🙂'.repeat(4_000), language: 'EN' });

    expect(started.answer.question).toHaveLength(8_000);
  });

  test('a caller without a name of its own is refused', async () => {
    const nobody = { kind: 'ANONYMOUS', id: 'address:1.2.3.4', scopes: [] } as const;

    const result = await ask(conversing.chat, start, { input: { question: 'Who?' } }, nobody);

    expect(codeOf(result)).toBe('UNAUTHENTICATED');
    expect(await conversing.stored()).toBe(0);
  });

  test('the same request id gives the same answer, at the same time and later', async () => {
    const input = { question: 'Who issues a stay permit?', clientRequestId: 'r-1' };

    const together = await Promise.all(Array.from({ length: 8 }, () => conversing.asked(input)));
    await conversing.seen(together[0]?.answer.id ?? '');
    const later = await conversing.asked(input);

    expect(new Set([...together, later].map(({ answer }) => answer.id)).size).toBe(1);
    expect(await conversing.stored()).toBe(1);
  });

  test('the same request id of another caller is another answer', async () => {
    const input = { question: 'Who?', clientRequestId: 'r-2' };

    const [mine, theirs] = [await conversing.asked(input), await conversing.asked(input, mallory)];

    expect(mine.answer.id).not.toBe(theirs.answer.id);
  });

  test('a conversation goes on, in the language it was held in', async () => {
    const first = await conversing.answered({ question: 'Berapa lama izin tinggal berlaku?' });

    const second = await conversing.asked({ question: 'E33G?', conversationId: first.conversation.id });

    expect(second.conversation.id).toBe(first.conversation.id);
    expect(second.answer.language).toBe('ID');
  });

  test('while an answer is being made in a conversation, another question is a conflict', async () => {
    const { conversation } = await conversing.asked({ question: 'endless', language: 'EN' });
    const input = { question: 'Who?', conversationId: conversation.id };

    const results = await Promise.all([
      ask(conversing.chat, start, { input }),
      ask(conversing.chat, start, { input }),
    ]);

    expect(results.map(codeOf)).toEqual(['CONFLICT', 'CONFLICT']);
  });

  test('more answers at once than the process makes are refused, and nothing is stored', async () => {
    const questions = Array.from({ length: 5 }, () =>
      conversing.asked({ question: 'endless', language: 'EN' }),
    );
    const running = await Promise.all(questions);

    const result = await ask(conversing.chat, start, { input: { question: 'Who?' } });

    expect(codeOf(result)).toBe('RATE_LIMITED');
    expect(await conversing.stored()).toBe(5);
    await Promise.all(
      running.map(({ answer }) =>
        ask(conversing.chat, 'mutation ($id: ID!) { stopAnswer(id: $id) { id } }', { id: answer.id }),
      ),
    );
  });
});
