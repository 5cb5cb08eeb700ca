import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../services/shared/caller.ts';
import { eventually } from '../../services/shared/eventually.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { greet, subscribe } from './fixture/socket.ts';
import { audience, startTokenIssuer, type TokenIssuer } from './fixture/tokens.ts';

const silence = 'subscription { silence { sequence } }';
const nowS = () => Math.floor(Date.now() / 1_000);

let issuer: TokenIssuer;
let gateway: TestGateway;

beforeAll(async () => {
  issuer = await startTokenIssuer();
});
afterAll(() => issuer.close());
afterEach(() => gateway.close());

const withIssuer = (more: Record<string, string> = {}) =>
  testGateway({ environment: { OIDC_ISSUER: issuer.issuer, OIDC_AUDIENCE: audience, ...more } });

describe('who asks with a token', () => {
  test('is known in a request and over WebSocket as the same user', async () => {
    gateway = await withIssuer();
    const authorization = `Bearer ${await issuer.token({ exp: nowS() + 300 })}`;

    const { send } = await greet(gateway, { authorization });
    send(subscribe(silence));
    const stream = await gateway.get('/graphql', {
      method: 'POST',
      headers: { authorization, accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query: silence }),
    });
    await eventually(async () => gateway.harbour.callers.length === 2);
    await stream.body?.cancel();

    expect(gateway.harbour.callers[0]).toMatch(/^user:[\w-]{8}:alice$/);
    expect(new Set(gateway.harbour.callers).size).toBe(1);
    expect(stream.headers.get('x-session')).toBeNull();
  });

  test('has a socket until the token ends, and then 4403', async () => {
    gateway = await withIssuer({ OIDC_CLOCK_SKEW_SECONDS: '0' });
    const authorization = `Bearer ${await issuer.token({ exp: nowS() + 2 })}`;

    const { closed } = await greet(gateway, { authorization });

    expect(await closed).toEqual({ code: 4403, reason: 'The token has expired.' });
  });

  test('is refused when the token has ended, with the reason', async () => {
    gateway = await withIssuer();
    const authorization = `Bearer ${await issuer.token({ exp: nowS() - 300 })}`;

    const answer = await gateway.get('/graphql?query={almanac}', { headers: { authorization } });

    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { reason: 'TOKEN_EXPIRED' } }] });
  });
});

test('a key that is revoked while its socket is open closes it with its next operation', async () => {
  const holder: Caller = { kind: 'API_KEY', id: 'key:1', scopes: [] };
  let held: Caller | null = holder;
  gateway = await testGateway({ keys: { callerOf: () => held } });
  const { send, next, closed } = await greet(gateway, { 'x-api-key': 'zk_good' });
  send(subscribe('{ almanac }', 'a'));
  await next('next', 'a');

  held = null;
  send(subscribe('{ almanac }', 'b'));

  expect(await closed).toEqual({ code: 4403, reason: 'The API key is not known.' });
});
