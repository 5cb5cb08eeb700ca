import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ChatGateway, chatGateway } from './fixture/chat-gateway.ts';
import { completed } from './fixture/scripted-chat.ts';

let gateway: ChatGateway;

beforeEach(async () => {
  gateway = await chatGateway({ environment: { TRUST_PROXY: '1' } });
  gateway.chat.script = [completed()];
});

afterEach(() => gateway.close());

const listed = 'https://zantara.balizero.com';
const https = { 'x-forwarded-proto': 'https' };
const ask = (headers: Record<string, string> = {}) =>
  gateway.post('/bali-zero/chat', { query: 'Quanto costa?' }, headers);
const graphql = (query: string, headers: Record<string, string> = {}) =>
  gateway.post('/graphql', { query }, headers);
const owners = () => gateway.chat.answers.map(({ ownerId }) => ownerId);
const idOf = (token: string | null) => `session:${token?.split('.')[0]}`;

describe('a session', () => {
  test('comes with the first question, as cookie and header, and that question is its own', async () => {
    const answer = await ask();

    const token = answer.headers.get('x-session');
    expect(answer.headers.get('set-cookie')).toBe(
      `zantara_session=${token}; HttpOnly; SameSite=Lax; Path=/; Max-Age=7776000`,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(owners()).toEqual([idOf(token)]);
  });

  test('comes with GraphQL over POST, for whatever is asked', async () => {
    const answer = await graphql('{ __typename }');

    expect(answer.headers.get('x-session')).toMatch(/^[\w-]{22}\.\d+\.[\w-]{43}$/);
  });

  test('its cookie and its header are known again, and nothing new is given', async () => {
    const token = (await ask()).headers.get('x-session') ?? '';

    const byCookie = await ask({ cookie: `a=b; zantara_session=${token}; c=d` });
    const byHeader = await ask({ 'x-session': token });

    expect(owners()).toEqual([idOf(token), idOf(token), idOf(token)]);
    for (const answer of [byCookie, byHeader]) {
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('x-session')).toBeNull();
    }
  });

  test('the right one of several cookies of its name is found', async () => {
    const token = (await ask()).headers.get('x-session') ?? '';

    await ask({ cookie: `zantara_session=old.1.x; zantara_session=${token}` });

    expect(owners()).toEqual([idOf(token), idOf(token)]);
  });

  test.each([
    ['altered', (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
    ['with another id', (token: string) => `${'A'.repeat(22)}${token.slice(22)}`],
    ['made up', () => 'x'],
    ['put together', (token: string) => token.split('.').slice(0, 2).join('.')],
  ])('a token that is %s is nobody: its caller gets a session of its own', async (_what, change) => {
    const token = (await ask()).headers.get('x-session') ?? '';

    const answer = await ask({ 'x-session': change(token), cookie: `zantara_session=${change(token)}` });

    expect(answer.status).toBe(200);
    expect(owners()[1]).toBe(idOf(answer.headers.get('x-session')));
    expect(owners()[1]).not.toBe(owners()[0]);
  });

  test('a page of a listed origin gets a cookie that works inside another site', async () => {
    const answer = await ask({ ...https, origin: listed });

    expect(answer.headers.get('set-cookie')).toMatch(
      /; HttpOnly; Secure; SameSite=None; Partitioned; Path=\/;/,
    );
  });

  test('any other page gets one for its own site alone, kept to https there', async () => {
    const answer = await ask({ ...https, origin: 'https://elsewhere.example' });

    expect(answer.headers.get('set-cookie')).toMatch(/; HttpOnly; Secure; SameSite=Lax; Path=\/;/);
  });

  test.each(['/health', '/tools', '/graphql?query={__typename}', '/', '/metrics', '/nowhere', '/graphiql'])(
    'GET %s gives none: its answer may be kept',
    async (path) => {
      const answer = await gateway.get(path);
      // Left unread, a long answer would hold up the gateway's end.
      await answer.text();

      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('x-session')).toBeNull();
    },
  );

  test('the partner routes give none', async () => {
    const answer = await gateway.post('/api/v2/bali-zero/price', { service: 'C1' });

    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('pages of other origins', () => {
  test('a listed one may read answers with its cookies, and the headers that are for it', async () => {
    const { headers } = await gateway.get('/health', { headers: { origin: listed } });

    expect(headers.get('access-control-allow-origin')).toBe(listed);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-expose-headers')).toBe(
      'Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Cache, X-Session, X-Request-Id',
    );
    expect(headers.get('vary')).toBe('Origin');
  });

  test.each(['https://elsewhere.example', 'null', 'https://zantara.balizero.com.evil.example'])(
    '%s may not',
    async (origin) => {
      const { headers } = await gateway.get('/health', { headers: { origin } });

      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('vary')).toBe('Origin');
    },
  );

  test('a listed one is told what it may send, whatever the path', async () => {
    const headers = { origin: listed, 'access-control-request-method': 'POST' };

    const answers = await Promise.all(
      ['/graphql', '/bali-zero/chat-stream', '/nowhere'].map((path) =>
        gateway.get(path, { method: 'OPTIONS', headers }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect(answers[0]?.headers.get('access-control-allow-methods')).toBe('GET, POST, DELETE');
    expect(answers[0]?.headers.get('access-control-allow-headers')).toBe(
      'authorization, content-type, x-api-key, x-session, last-event-id, x-request-id',
    );
  });

  test('another one is told nothing', async () => {
    const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };

    const answer = await gateway.get('/graphql', { method: 'OPTIONS', headers });

    expect(answer.headers.get('access-control-allow-methods')).toBeNull();
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a stream carries what lets a listed page read it', async () => {
    const path = '/bali-zero/chat-stream?query=halo';

    const answer = await gateway.get(path, { headers: { origin: listed } });
    await answer.text();

    expect(answer.headers.get('access-control-allow-origin')).toBe(listed);
    expect(answer.headers.get('x-session')).not.toBeNull();
  });
});
