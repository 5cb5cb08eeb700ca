import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ChatGateway, chatGateway } from './fixture/chat-gateway.ts';
import { completed } from './fixture/scripted-chat.ts';

let gateway: ChatGateway;
beforeAll(async () => {
  gateway = await chatGateway();
  gateway.chat.script = [completed()];
});
afterAll(() => gateway.close());

const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' };
const image = { 'sec-fetch-site': 'cross-site', accept: 'image/avif,image/webp,*/*;q=0.8' };
const listed = { 'sec-fetch-site': 'cross-site', origin: 'https://zantara.balizero.com' };
const subscription =
  'subscription { chat(input: { question: "Quanto costa?", clientRequestId: "r-1" }) { __typename } }';
const byGet = (query: string) => `/graphql?${new URLSearchParams({ query })}`;
const costly = [byGet(subscription), '/bali-zero/chat-stream?query=Quanto+costa'];

describe('pages of other sites', () => {
  test.each(costly.flatMap((path) => [foreign, image].map((headers) => [path, headers] as const)))(
    'can not begin an answer by GET %s with %j',
    async (path, headers) => {
      const asked = gateway.chat.answers.length;

      const answer = await gateway.get(path, { headers: { ...headers } });

      expect(answer.status).toBe(403);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(gateway.chat.answers).toHaveLength(asked);
    },
  );

  test('are told so in the form of the address', async () => {
    const graphql = await gateway.get(byGet('{ __typename }'), { headers: foreign });
    const stream = await gateway.get('/bali-zero/chat-stream?query=x', { headers: foreign });

    expect(await graphql.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(await stream.json()).toEqual({ ok: false, error: expect.stringContaining('origin') });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    undefined,
  ])('can not post what browsers send without asking: %s', async (type) => {
    const asked = gateway.chat.answers.length;
    const mutation = 'mutation { ask(input: { question: "x", clientRequestId: "r-2" }) { answer { id } } }';
    const body = Buffer.from(JSON.stringify({ query: mutation }));
    const headers = { ...foreign, ...(type && { 'content-type': type }) };

    for (const path of ['/graphql', '/bali-zero/chat-stream', '/bali-zero/chat']) {
      const answer = await gateway.get(path, { method: 'POST', headers, body });
      expect(answer.status).toBe(415);
    }
    expect(gateway.chat.answers).toHaveLength(asked);
  });

  test.each([byGet('mutation { ask(input: { question: "x" }) { answer { id } } }').slice(8), ''])(
    'can not post without a body and with the question in the address: %s',
    async (query) => {
      const asked = gateway.chat.answers.length;

      const answer = await gateway.get(`/graphql${query}`, { method: 'POST', headers: foreign });

      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(gateway.chat.answers).toHaveLength(asked);
    },
  );

  test('can not change anything by GET, wherever the page is from', async () => {
    const asked = gateway.chat.answers.length;
    const mutation = 'mutation { ask(input: { question: "x", clientRequestId: "r-3" }) { answer { id } } }';

    const answer = await gateway.get(byGet(mutation), { headers: listed });

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect(gateway.chat.answers).toHaveLength(asked);
  });
});

describe('pages of listed origins, and programs', () => {
  test.each(costly.flatMap((path) => [listed, {}].map((headers) => [path, headers] as const)))(
    'go on with GET %s and %j',
    async (path, headers) => {
      const answer = await gateway.get(path, { headers: { ...headers, accept: 'text/event-stream' } });
      const text = await answer.text();

      expect(answer.status).toBe(200);
      expect(text).toMatch(/event: next|"done":true/);
    },
  );
});
