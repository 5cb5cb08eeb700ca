import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import type { AppError } from '../../services/shared/errors.ts';
import { makeSigner, signed } from '../test/fixture/issuer.ts';
import { nowS, outcome, startTokenIssuer, type TokenIssuer } from '../test/fixture/tokens.ts';
import { failureTier } from './token.errors.ts';
import { noTokens } from './token.ts';

let issuer: TokenIssuer;
beforeAll(async () => {
  issuer = await startTokenIssuer();
});
afterAll(() => issuer.close());

describe('tokens that are refused', () => {
  const refused: [string, string, () => Promise<string>][] = [
    ['one that has expired', 'TOKEN_EXPIRED', () => issuer.token({ exp: nowS - 60 })],
    ['one for later', 'TOKEN_NOT_YET_VALID', () => issuer.token({ nbf: nowS + 61 })],
    ['one without an end', 'TOKEN_INVALID', () => issuer.token({ exp: undefined })],
    ['one whose end is no number', 'TOKEN_INVALID', () => issuer.token({ exp: 'never' as never })],
    ['one without a subject', 'TOKEN_INVALID', () => issuer.token({ sub: undefined })],
    ['an empty subject', 'TOKEN_INVALID', () => issuer.token({ sub: '' })],
    ['a subject without an end of its own', 'TOKEN_INVALID', () => issuer.token({ sub: 'x'.repeat(256) })],
    ['a subject that is no text', 'TOKEN_INVALID', () => issuer.token({ sub: 7 as never })],
    ['one for somebody else', 'TOKEN_INVALID', () => issuer.token({ aud: 'https://other.example' })],
    ['one for nobody', 'TOKEN_INVALID', () => issuer.token({ aud: undefined })],
    ['one of another issuer', 'TOKEN_INVALID', () => issuer.token({ iss: 'https://evil.example' })],
    ['an algorithm beside the three', 'TOKEN_INVALID', () => issuer.token({}, 'PS256')],
    ['a symmetric signature', 'TOKEN_INVALID', symmetric],
    ['no signature at all', 'TOKEN_INVALID', async () => unsigned()],
    ['an emptied signature', 'TOKEN_INVALID', async () => (await issuer.token()).replace(/[^.]*$/, '')],
    ['a changed payload', 'TOKEN_INVALID', forged],
    [
      'a key that nobody published',
      'TOKEN_INVALID',
      async () => signed(await makeSigner('ES256', 'none'), issuer.claims()),
    ],
    [
      'a stranger that borrows a known name',
      'TOKEN_INVALID',
      async () => signed(await makeSigner('ES256', 'ES256'), issuer.claims()),
    ],
    ['one that is too large', 'TOKEN_INVALID', () => issuer.token({ groups: 'x'.repeat(8_192) })],
    ['an encrypted one', 'TOKEN_INVALID', async () => 'a.b.c.d.e'],
    ['what is no token', 'TOKEN_INVALID', async () => 'hello'],
    ['nothing', 'TOKEN_INVALID', async () => ''],
    ['parts that are no JSON', 'TOKEN_INVALID', async () => 'aaaa.bbbb.cccc'],
  ];

  async function symmetric(): Promise<string> {
    // The public key as the secret: what a reader falls for that lets the token choose how it is checked.
    const secret = new TextEncoder().encode(JSON.stringify(issuer.publicKey('RS256')));
    return new SignJWT(issuer.claims()).setProtectedHeader({ alg: 'HS256', kid: 'RS256' }).sign(secret);
  }

  function unsigned(): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'none' })}.${part(issuer.claims())}.AAAA`;
  }

  async function forged(): Promise<string> {
    const [header, , signature] = (await issuer.token()).split('.');
    const payload = Buffer.from(JSON.stringify(issuer.claims({ sub: 'mallory' }))).toString('base64url');
    return `${header}.${payload}.${signature}`;
  }

  test.each(refused)('%s: %s', async (_what, reason, make) => {
    const { tokens } = issuer.gateway();

    expect(await outcome(tokens, await make())).toBe(`UNAUTHENTICATED ${reason}`);
  });

  test('a gateway that knows no issuer takes none', async () => {
    expect(await outcome(noTokens, await issuer.token())).toBe('UNAUTHENTICATED TOKENS_NOT_TAKEN');
  });

  test('neither text nor details say anything of the token', async () => {
    const { tokens } = issuer.gateway();
    const token = await issuer.token({ aud: 'https://other.example' });

    const error = (await Promise.resolve(tokens.callerOf(token)).catch(
      (reason: unknown) => reason,
    )) as AppError;

    expect(error.message).toBe('The token is not valid.');
    expect(error.extensions).toEqual({ code: 'UNAUTHENTICATED', reason: 'TOKEN_INVALID' });
    expect(error.originalError).toBeUndefined();
    expect(error.logMessage).toBe('ERR_JWT_CLAIM_VALIDATION_FAILED');
  });

  test('only one that has expired is no guess', async () => {
    const tierOf = async (token: string) =>
      failureTier(
        (await Promise.resolve(issuer.gateway().tokens.callerOf(token)).catch(
          (error: unknown) => error,
        )) as AppError,
      );

    expect(await tierOf(await issuer.token({ exp: nowS - 60 }))).toBe('GLOBAL');
    expect(await tierOf(await issuer.token({ iss: 'https://evil.example' }))).toBe('STRICT');
  });
});
