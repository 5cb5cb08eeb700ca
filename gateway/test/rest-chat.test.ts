import { afterEach, describe, expect, test } from '@jest/globals';
import { AppError } from '../../services/shared/errors.ts';
import { eventually } from '../../services/shared/eventually.ts';
import { type ChatGateway, chatGateway } from './fixture/chat-gateway.ts';
import { completed, failed, passages, started, text } from './fixture/scripted-chat.ts';

let gateway: ChatGateway;

afterEach(() => gateway.close());

const paths = ['/api/v2/bali-zero/chat', '/bali-zero/chat'];
const query = 'Quanto costa il C1?';

describe.each(paths)('POST %s', (path) => {
  test('an answer has every key that old clients know', async () => {
    gateway = await chatGateway();
    gateway.chat.script = [
      started,
      passages({ id: 'p1', score: 0.71234 }, { id: 'p2', score: 0.5 }),
      text('Il C1 costa 2.300.000 IDR. [1]'),
      completed({
        citations: [
          { quote: 'C1: 2.300.000 IDR', label: 'C1 Tourism', sourceRef: 'service:C1' },
          { quote: 'x'.repeat(300), label: 'Visit visas', sourceRef: 'passage:p1' },
          { quote: 'again', label: 'C1 Tourism', sourceRef: 'service:C1' },
          { quote: 'KBLI', label: '56101', sourceRef: 'kbli:2025:56101' },
          { quote: 'a fourth', label: 'More', sourceRef: 'passage:p2' },
        ],
        toolsUsed: [{ name: 'get_price' }, { name: 'get_price' }],
        usage: { inputTokens: 5120, outputTokens: 140 },
        ...{ engine: 'ANTHROPIC', model: 'a-model' },
      }),
    ];

    const answer = await gateway.post(path, { query, user_email: 'guest@example.com' });

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      success: true,
      response: 'Il C1 costa 2.300.000 IDR. [1]',
      model_used: 'a-model',
      ai_used: 'anthropic',
      sources: [
        {
          source: 'C1 Tourism',
          snippet: 'C1: 2.300.000 IDR',
          similarity: 1,
          tier: 'high',
          dateLastCrawled: null,
        },
        {
          source: 'Visit visas',
          snippet: 'x'.repeat(240),
          similarity: 0.7123,
          tier: 'T2',
          dateLastCrawled: null,
        },
        { source: '56101', snippet: 'KBLI', similarity: 1, tier: 'high', dateLastCrawled: null },
      ],
      usage: { input_tokens: 5120, output_tokens: 140 },
      used_rag: true,
      tools_used: ['get_price'],
    });
  });

  test('what there is none of is null, and the engine without a model names itself', async () => {
    gateway = await chatGateway();
    gateway.chat.script = [started, text('Halo!'), completed({ text: 'Halo!' })];

    const answer = await gateway.post(path, { query: 'halo' });

    expect(await answer.json()).toEqual({
      success: true,
      response: 'Halo!',
      model_used: 'extractive',
      ai_used: 'extractive',
      sources: null,
      usage: { input_tokens: 0, output_tokens: 0 },
      used_rag: false,
      tools_used: null,
    });
  });

  test('an answer without a word gets the sentence that names the firm', async () => {
    gateway = await chatGateway();
    gateway.chat.script = [completed({ text: '' })];

    const answer = await gateway.post(path, { query });

    expect(await answer.json()).toMatchObject({ response: expect.stringContaining('Bali Zero') });
  });

  test('nothing that a client sends beside the question reaches the chat or makes it somebody', async () => {
    gateway = await chatGateway();
    gateway.chat.script = [completed()];
    const tools = [{ name: 'drop_tables', description: '', input_schema: {} }];

    const more = {
      user_email: 'owner@example.com',
      user_role: 'admin',
      mode: 'pikiran',
      tools,
      tool_choice: {},
    };
    const answer = await gateway.post(path, { query: ` ${query} `, ...more });

    const id = answer.headers.get('x-session')?.split('.')[0];
    expect(gateway.chat.answers).toMatchObject([{ question: query, ownerId: `session:${id}` }]);
  });

  test('a conversation goes on when the history ends where ours does, for its owner only', async () => {
    gateway = await chatGateway();
    gateway.chat.script = [completed()];
    const first = await gateway.post(path, { query });
    const own = { 'x-session': first.headers.get('x-session') ?? '' };
    const history = (content: string) => ({ conversation_history: [{ role: 'user', content }] });

    await gateway.post(path, { query: 'E per due anni?', ...history(query) }, own);
    await gateway.post(path, { query: 'E per due anni?', ...history('something else') }, own);
    await gateway.post(path, { query: 'E per due anni?', ...history(query) });

    expect(gateway.chat.askedIn).toEqual([null, 'c1', null, null]);
  });

  test.each([
    ['no query', {}, 'query is required'],
    ['an empty one', { query: '  ' }, 'query is required'],
    ['one that is no text', { query: 7 }, 'query must be text'],
    [
      'a query of more than 4,000 characters',
      { query: 'x'.repeat(4_001) },
      'query must have at most 4000 characters',
    ],
    ['no object', [], 'The request must be a JSON object.'],
  ])('%s is 400, and nothing is asked', async (_what, body, error) => {
    gateway = await chatGateway();

    const answer = await gateway.post(path, body);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ ok: false, error });
    expect(gateway.chat.answers).toEqual([]);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('an answer that is not made in time is 504 and names itself; nobody reads it any longer', async () => {
    gateway = await chatGateway({ times: { answerMs: 50 } });
    gateway.chat.script = [started, text('Il ')];

    const answer = await gateway.post(path, { query });

    expect(answer.status).toBe(504);
    expect(await answer.json()).toMatchObject({ ok: false, details: { answerId: 'answer-1' } });
    await eventually(async () => gateway.chat.readers === 0);
    expect(gateway.chat.answers[0]?.status).toBe('GENERATING');
  });

  test.each([
    ['RATE_LIMITED', 429],
    ['INTERRUPTED', 502],
    ['OVERLOADED', 502],
  ])('an answer that failed with %s is %i with its text', async (code, status) => {
    gateway = await chatGateway();
    gateway.chat.script = [started, text('Il '), failed(code, 'Riprova.')];

    const answer = await gateway.post(path, { query });

    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ ok: false, error: 'Riprova.' });
  });

  test('a chat that can not be asked is 502', async () => {
    gateway = await chatGateway();
    gateway.chat.refusal = new AppError('DOWNSTREAM_SERVICE_ERROR', 'connect ECONNREFUSED 10.0.0.7');

    const answer = await gateway.post(path, { query });

    expect(answer.status).toBe(502);
    expect(await answer.text()).not.toContain('10.0.0.7');
  });

  test('a client that leaves frees its reading, and the answer goes on', async () => {
    gateway = await chatGateway();
    const client = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query });
    const left = gateway
      .get(path, { method: 'POST', headers, body, signal: client.signal })
      .catch(() => 'left');
    await eventually(async () => gateway.chat.readers === 1);

    client.abort();
    await eventually(async () => gateway.chat.readers === 0);

    expect(await left).toBe('left');
    expect(gateway.chat.answers[0]?.status).toBe('GENERATING');
  });
});

describe('GET /tools', () => {
  test('lists what the chat really has', async () => {
    gateway = await chatGateway();

    const answer = await gateway.get('/tools');

    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.json()).toEqual({
      ok: true,
      total: 1,
      tools: [{ name: 'get_price', description: 'A price.', input_schema: { type: 'object' } }],
    });
  });
});
