import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../services/shared/caller.ts';
import { restRoutes } from '../rest/routes.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { connect, greet, subscribe } from './fixture/socket.ts';

const client = '203.0.113.7';
const environment = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'a secret of the tests, 32 bytes long',
  TRUST_PROXY: '1',
  RATE_LIMIT_GLOBAL: '3',
  RATE_LIMIT_SESSION: '4',
  RATE_LIMIT_STRICT: '2',
};
const holder: Caller = { kind: 'API_KEY', id: 'key:1', scopes: [], requestsPerMinute: 2 };

let gateway: TestGateway;
let now: number;

beforeEach(async () => {
  now = Date.now();
  gateway = await testGateway({
    environment,
    keys: { callerOf: (secret) => (secret === 'zk_good' ? holder : null) },
    now: () => now,
    routes: [restRoutes],
  });
});

afterEach(() => gateway.close());

async function ask(headers: Record<string, string> = {}, path = '/graphql?query={almanac}') {
  const answer = await gateway.get(path, { headers: { 'x-forwarded-for': client, ...headers } });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function statuses(count: number, headers?: Record<string, string>, path?: string): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) seen.push((await ask(headers, path)).status);
  return seen;
}

describe('quotas at the edge', () => {
  test('a caller without identity is refused by GraphQL’s own form when its share is used up', async () => {
    expect(await statuses(3)).toEqual([200, 200, 200]);
    now += 300_000;

    const { status, headers, body } = await ask();

    expect(status).toBe(429);
    // The window began with the first of these requests.
    expect(headers.get('retry-after')).toBe('600');
    expect(headers.get('x-ratelimit-limit')).toBe('3');
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(body.errors[0].extensions).toMatchObject({ code: 'RATE_LIMITED', tier: 'GLOBAL' });
  });

  test('other routes refuse in the partners’ envelope', async () => {
    const { body } = await ask({}, '/nowhere')
      .then(() => ask({}, '/nowhere'))
      .then(() => ask({}, '/nowhere'))
      .then(() => ask({}, '/nowhere'));

    expect(body).toMatchObject({ ok: false, error: expect.stringContaining('Too many requests') });
  });

  test('what watches over the gateway is not counted', async () => {
    await statuses(4);

    expect(await statuses(1, {}, '/cache/health')).toEqual([200]);
    expect(await statuses(1, {}, '/cache/stats')).toEqual([200]);
    expect(await statuses(1)).toEqual([429]);
  });

  test('every way in takes from the same share, and another address has its own', async () => {
    await statuses(2);
    await statuses(1, {}, '/nowhere');

    expect(await statuses(1)).toEqual([429]);
    expect(await statuses(1, { 'x-forwarded-for': '203.0.113.8' })).toEqual([200]);
  });

  test('what a client writes into X-Forwarded-For by itself counts nothing', async () => {
    const made = (n: number) => ({ 'x-forwarded-for': `198.51.100.${n}, ${client}` });
    for (const n of [1, 2, 3]) await ask(made(n));

    expect((await ask(made(4))).status).toBe(429);
  });

  test('a key has its own limit, in the header of either kind', async () => {
    expect(await statuses(1, { 'x-api-key': 'zk_good' })).toEqual([200]);
    expect(await statuses(2, { authorization: 'Bearer zk_good' })).toEqual([200, 429]);
  });

  test('a session has its own share, whatever its address has used', async () => {
    const { headers } = await gateway.get('/graphql', {
      method: 'POST',
      headers: { 'x-forwarded-for': client, 'content-type': 'application/json' },
      body: '{"query":"{ almanac }"}',
    });
    await statuses(3);

    expect(await statuses(5, { 'x-session': headers.get('x-session') ?? '' })).toEqual([
      200, 200, 200, 200, 429,
    ]);
  });

  test('guessing keys is stopped at the address, whose other callers go on', async () => {
    const guesses = await statuses(3, { 'x-api-key': 'zk_bad' });

    expect(guesses).toEqual([401, 401, 429]);
    expect(await statuses(1)).toEqual([200]);
  });

  test('what is not believed is told with a challenge', async () => {
    const { status, headers, body } = await ask({ authorization: 'Bearer a.b.c' });

    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(body.errors[0].extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKENS_NOT_TAKEN' });
  });
});

describe('quotas over WebSocket', () => {
  const at = (address: string) => ({ headers: { 'x-forwarded-for': address } });

  test('operations take from the same share as requests', async () => {
    const { send, next, ack } = await greet(gateway, {}, at(client));
    const session = ack.payload?.session ?? '';
    await statuses(3, { 'x-session': session });

    send(subscribe('{ almanac }', 'a'));
    send(subscribe('{ almanac }', 'b'));

    expect((await next('next', 'a')).payload?.data).toBeDefined();
    expect((await next('error', 'b')).payload).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });

  test('to be given a session takes a unit of the address', async () => {
    for (let n = 0; n < 3; n++) await greet(gateway, {}, at(client));

    const { send, closed } = await connect(gateway, at(client));
    send({ type: 'connection_init' });

    expect(await closed).toEqual({ code: 1013, reason: 'RATE_LIMITED' });
  });

  test('a key that is none closes with 4403', async () => {
    const { send, closed } = await connect(gateway, at(client));

    send({ type: 'connection_init', payload: { 'x-api-key': 'zk_bad' } });

    expect(await closed).toEqual({ code: 4403, reason: 'The API key is not known.' });
  });
});
