import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

const errorLevel = 50;
const trusted = { abc123: 'query Almanac { almanac }' };

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await testGateway({ trusted });
});

afterAll(() => gateway.close());

/** What a client sees of an answer. */
async function ask(path: string, init: RequestInit = {}) {
  const answer = await gateway.get(path, init);
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json');
  const headers = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, text, json: isJson ? JSON.parse(text) : undefined };
}

const query = (document: string, more: Record<string, string> = {}) =>
  ask(`/graphql?${new URLSearchParams({ query: document, ...more })}`);
const post = (body: string, type = 'application/json') =>
  ask('/graphql', { method: 'POST', headers: { 'content-type': type }, body });

describe('every answer', () => {
  test.each(['/', '/graphql?query={almanac}', '/nowhere', '/metrics', '/%zz'])(
    '%s carries the seven headers',
    async (url) => {
      const { headers } = await ask(url);

      expect(headers).toMatchObject({
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'content-security-policy': "default-src 'self'",
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'x-xss-protection': '1; mode=block',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': 'geolocation=(), microphone=(), camera=(), payment=()',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );

  test('the caller’s request id comes back', async () => {
    const { headers } = await ask('/nowhere', { headers: { 'x-request-id': 'caller-id-1' } });

    expect(headers['x-request-id']).toBe('caller-id-1');
  });

  test('an unfit request id is replaced', async () => {
    const { headers } = await ask('/', { headers: { 'x-request-id': 'a b' } });

    expect(headers['x-request-id']).toMatch(/^[\w-]{36}$/);
  });
});

test('a client that does not speak HTTP gets 400 with the same headers', async () => {
  const socket = connect(Number(new URL(gateway.origin).port), '127.0.0.1');

  socket.end('NONSENSE\r\n\r\n');
  const answer = await text(socket);

  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(answer).toMatch(/x-request-id: [\w-]{36}\r\n/);
  expect(answer).toContain('x-frame-options: DENY');
  expect(answer).toContain('{"ok":false');
});

describe('requests that no route takes', () => {
  test('an unknown path is 404 in the old and the new envelope', async () => {
    const answer = await ask('/nowhere?x=1');

    expect(answer.status).toBe(404);
    expect(answer.json).toEqual({
      status: 'error',
      message: 'Endpoint not found',
      path: '/nowhere?x=1',
      ok: false,
      error: 'Endpoint not found',
    });
  });

  test('a wrong method is 405 and names the right ones', async () => {
    const answer = await ask('/graphql', { method: 'DELETE' });

    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, POST');
    expect(answer.json).toEqual({ ok: false, error: 'Method not allowed' });
  });

  test('a body over 1 MB is 413', async () => {
    const answer = await post(`"${'x'.repeat(2 ** 20)}"`);

    expect(answer.status).toBe(413);
    expect(answer.json).toMatchObject({ ok: false, error: expect.any(String) });
  });

  test.each(['{"query":', ''])('a body of %j is 400', async (payload) => {
    const answer = await post(payload);

    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ ok: false, error: 'The body is not valid JSON.' });
  });

  test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])(
    'a body of type %s is 415',
    async (type) => {
      const payload = '{"query":"{ almanac }"}';

      const answer = await post(payload, type);

      expect(answer.status).toBe(415);
    },
  );
});

describe('/graphql', () => {
  test('a query is answered by GET', async () => {
    const answer = await query('query ($n: Int!) { ports(first: $n) { code } }', { variables: '{"n":1}' });

    expect(answer.json).toEqual({ data: { ports: [{ code: 'A' }] } });
  });

  test('a mutation by GET is 405 and changes nothing', async () => {
    const answer = await query('mutation { openPort(code: "Z") { code } }');

    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
    expect(answer.json).not.toHaveProperty('data');
  });

  test('variables that are no JSON are the caller’s fault', async () => {
    const answer = await query('{ almanac }', { variables: '{"n":' });

    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  test('a batch is refused', async () => {
    const { status } = await gateway.post([{ query: '{ almanac }' }, { query: '{ almanac }' }]);

    expect(status).toBe(400);
  });

  test.each([
    { documentId: 'abc123' },
    { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc123' } } },
  ])('a trusted document is run by %j', async (body) => {
    expect(await gateway.post(body)).toEqual({
      status: 200,
      body: { data: { almanac: 'Tides of the year' } },
    });
  });

  test('an unknown trusted document is told by its code', async () => {
    const { body } = await gateway.post({ documentId: 'unknown' });

    expect(body.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test.each([
    ['a document that is too long', { query: `{ ${'almanac '.repeat(9_000)} }` }, 'BAD_USER_INPUT'],
    ['a document of too many tokens', { query: `{ ${'a '.repeat(10_500)} }` }, 'GRAPHQL_PARSE_FAILED'],
    [
      'a null where none may be',
      { query: 'query ($n: Int) { ports(first: $n) { code } }', variables: { n: null } },
      'BAD_USER_INPUT',
    ],
    ['a literal of another type', { query: '{ ports(first: "x") { code } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a number that is too large',
      { query: 'query ($n: Int!) { ports(first: $n) { code } }', variables: { n: 1e12 } },
      'BAD_USER_INPUT',
    ],
  ])('%s is refused by code', async (_what, payload, code) => {
    const { body } = await gateway.post(payload);

    expect(body).not.toHaveProperty('data');
    expect(body.errors?.[0]?.extensions.code).toBe(code);
  });
});

describe('/', () => {
  test('a program gets the addresses', async () => {
    const answer = await ask('/', { headers: { accept: 'application/json' } });

    expect(Object.keys(answer.json)).toEqual(['message', 'version', 'endpoints']);
    expect(answer.json.endpoints).toMatchObject({ health: '/health', graphql: '/graphql' });
  });

  test('a person is led to GraphiQL', async () => {
    const answer = await ask('/', { headers: { accept: 'text/html,*/*' } });

    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe('/graphiql');
  });
});

describe('/metrics', () => {
  test('answers are counted by route pattern, and none stays open', async () => {
    await ask('/made-up-1');
    await ask('/made-up-2');

    const { text, headers } = await ask('/metrics');

    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toMatch(
      /zantara_backend_http_requests_total\{method="GET",route="unknown",status="404"\} \d+/,
    );
    expect(text).not.toContain('made-up');
    // This very request is the only one that is being answered.
    expect(text).toContain('zantara_backend_active_requests 1\n');
  });
});

test('no bad request of this file was logged as an error', () => {
  expect(gateway.logged.filter(({ level }) => level >= errorLevel)).toEqual([]);
});
