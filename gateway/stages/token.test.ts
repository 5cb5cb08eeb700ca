import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { audience, nowS, outcome, startTokenIssuer, type TokenIssuer } from '../test/fixture/tokens.ts';
import { bearerOf } from './token.ts';

let issuer: TokenIssuer;
beforeAll(async () => {
  issuer = await startTokenIssuer();
});
afterAll(() => issuer.close());

describe('tokens that are believed', () => {
  test.each(['RS256', 'ES256', 'EdDSA'])('signed with %s: the subject is the caller', async (alg) => {
    const { tokens } = issuer.gateway();

    const caller = await tokens.callerOf(await issuer.token({ scope: 'keys read', name: 'Alice' }, alg));

    expect(caller).toEqual({
      kind: 'USER',
      id: expect.stringMatching(/^user:[\w-]{8}:alice$/),
      scopes: ['keys', 'read'],
      expiresAt: (nowS + 360) * 1_000,
    });
  });

  test('our audience may be one of several', async () => {
    const { tokens } = issuer.gateway();

    expect(await outcome(tokens, await issuer.token({ aud: ['other', audience] }))).toMatch(/:alice$/);
  });

  test.each([
    [{ scope: 'a b' }, ['a', 'b']],
    [{ scp: ['a', 'b'] }, ['a', 'b']],
    [{ scp: 'a b' }, ['a', 'b']],
    [{ permissions: ['a'], scope: 'a  c ' }, ['a', 'c']],
    [{ scope: 7, permissions: [7, null, 'a', ''], scp: { a: true } }, ['a']],
    [{}, []],
  ])('scopes are read from %o', async (given, scopes) => {
    const { tokens } = issuer.gateway();

    expect((await tokens.callerOf(await issuer.token(given))).scopes).toEqual(scopes);
  });

  test('the clocks may differ by a minute, both ways', async () => {
    const { tokens } = issuer.gateway();

    expect(await outcome(tokens, await issuer.token({ exp: nowS - 59 }))).toMatch(/:alice$/);
    expect(await outcome(tokens, await issuer.token({ nbf: nowS + 60 }))).toMatch(/:alice$/);
  });

  test('the same subject of another issuer is somebody else', async () => {
    const other = await startTokenIssuer();

    const theirs = await outcome(other.gateway().tokens, await other.token());
    const ours = await outcome(issuer.gateway().tokens, await issuer.token());

    expect(theirs).toMatch(/:alice$/);
    expect(theirs).not.toBe(ours);
    await other.close();
  });
});

describe('tokens that come again', () => {
  test('one that was believed is known at once, as the same caller', async () => {
    const { tokens } = issuer.gateway();
    const token = await issuer.token();

    const first = await tokens.callerOf(token);

    expect(tokens.callerOf(token)).toBe(first);
  });

  test('one that only ends like it is another one, and pushes it out of nothing', async () => {
    const { tokens } = issuer.gateway();
    const token = await issuer.token();
    const caller = await tokens.callerOf(token);

    expect(await outcome(tokens, `x${token}`)).toBe('UNAUTHENTICATED TOKEN_INVALID');
    expect(() => tokens.callerOf(`x${token}`)).toThrow('The token is not valid.');
    expect(tokens.callerOf(token)).toBe(caller);
  });

  test('those that come at the same time are checked once', async () => {
    const { tokens } = issuer.gateway();
    const token = await issuer.token();

    const [first, second] = [tokens.callerOf(token), tokens.callerOf(token)];

    expect(second).toBe(first);
    expect(await second).toBe(tokens.callerOf(token));
  });

  test('it is believed until its end and no longer', async () => {
    const { time, tokens } = issuer.gateway();
    const token = await issuer.token({ exp: nowS + 120 });
    const { expiresAt = 0 } = await tokens.callerOf(token);

    time.now = expiresAt - 1;
    const before = await outcome(tokens, token);
    time.now = expiresAt;

    expect(before).toMatch(/:alice$/);
    expect(await outcome(tokens, token)).toBe('UNAUTHENTICATED TOKEN_EXPIRED');
  });

  test('one that was refused is refused at once for ten seconds, then looked at anew', async () => {
    const { time, tokens } = issuer.gateway();
    const token = await issuer.token({ nbf: nowS + 61 });
    await outcome(tokens, token);

    expect(() => tokens.callerOf(token)).toThrow('The token is not valid yet.');
    time.now += 10_000;
    expect(await outcome(tokens, token)).toMatch(/:alice$/);
  });
});

describe('bearerOf', () => {
  test.each([
    ['Bearer abc', 'abc'],
    ['bearer  abc ', 'abc'],
    ['Bearer ', ''],
    ['Basic abc', null],
    ['Bearerabc', null],
    ['', null],
    [undefined, null],
  ])('%j holds %j', (header, token) => {
    expect(bearerOf(header)).toBe(token);
  });
});
