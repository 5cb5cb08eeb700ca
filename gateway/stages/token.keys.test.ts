import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { AppError } from '../../services/shared/errors.ts';
import { makeSigner, signed, startIssuer, type TestIssuer } from '../test/fixture/issuer.ts';
import { makeTokens } from './token.ts';

const nowS = 1_700_000_000;
const [old, next] = await Promise.all([makeSigner('ES256', 'old'), makeSigner('ES256', 'next')]);
const configurationPath = '/.well-known/openid-configuration';

let issuer: TestIssuer;
beforeEach(async () => {
  issuer = await startIssuer();
  issuer.publish(old);
});
afterEach(() => issuer.close());

type Setting = { jwksUrl?: string; slash?: string; deadlineMs?: number };

function atTime({ jwksUrl, slash = '', deadlineMs }: Setting = {}) {
  const time = { now: nowS * 1_000 };
  const logged: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => logged.push(JSON.parse(line).msg) });
  const settings = { issuer: `${issuer.issuer}${slash}`, audience: 'us', jwksUrl, clockSkewSeconds: 60 };
  const tokens = makeTokens({ settings, logger, now: () => time.now, deadlineMs });
  let count = 0;
  /** Asks with a token that was not seen before. */
  const ask = async (signer = old) => {
    count += 1;
    const claims = { iss: settings.issuer, aud: 'us', sub: `user${count}`, exp: nowS + 7_200 };
    try {
      await tokens.callerOf(await signed(signer, claims));
      return 'believed';
    } catch (error) {
      const { code, extensions } = error as AppError;
      return extensions.reason ?? code;
    }
  };
  const skip = (seconds: number) => {
    time.now += seconds * 1_000;
  };
  return { skip, ask, logged };
}

describe('the keys of the issuer', () => {
  test('its configuration leads to them, and they are read once for many tokens', async () => {
    const { ask } = atTime();

    const outcomes = [...(await Promise.all([ask(), ask(), ask()])), await ask()];

    expect(new Set(outcomes)).toEqual(new Set(['believed']));
    expect(issuer.asked).toEqual([configurationPath, '/keys']);
  });

  test('an address of their own needs no configuration', async () => {
    const { ask } = atTime({ jwksUrl: issuer.jwksUrl });

    expect(await ask()).toBe('believed');
    expect(issuer.asked).toEqual(['/keys']);
  });

  test('an issuer whose name ends in a slash keeps it in its tokens', async () => {
    issuer.claimToBe(`${issuer.issuer}/`);
    const { ask } = atTime({ slash: '/' });

    expect(await ask()).toBe('believed');
    expect(issuer.asked[0]).toBe(configurationPath);
  });

  test('a configuration of somebody else is not followed', async () => {
    issuer.claimToBe('https://evil.example');
    const { ask } = atTime();

    expect(await ask()).toBe('DOWNSTREAM_SERVICE_ERROR');
    expect(issuer.asked).toEqual([configurationPath]);
  });

  test('a new key is found by the first token that names it', async () => {
    const { skip, ask } = atTime();
    await ask();

    issuer.publish(old, next);
    skip(10);

    expect(await ask(next)).toBe('believed');
    expect(await ask(old)).toBe('believed');
  });

  test('names of keys that nobody has make it ask no more than once in ten seconds', async () => {
    const { skip, ask } = atTime();
    await ask();
    skip(10);

    const outcomes = [await ask(next), await ask(next), await ask(next)];

    expect(outcomes).toEqual(['TOKEN_INVALID', 'TOKEN_INVALID', 'TOKEN_INVALID']);
    expect(issuer.asked.filter((path) => path === '/keys')).toHaveLength(2);
  });

  test('a token that came just before its key is believed as soon as the key is there', async () => {
    const { skip, ask } = atTime();
    await ask();
    const early = await ask(next);

    issuer.publish(next);
    skip(10);

    expect([early, await ask(next)]).toEqual(['TOKEN_INVALID', 'believed']);
  });

  test('after ten minutes they are read again: a key that was withdrawn is no longer believed', async () => {
    const { skip, ask } = atTime();
    await ask();
    issuer.publish(next);

    skip(599);
    const before = await ask(old);
    skip(1);

    expect([before, await ask(old)]).toEqual(['believed', 'TOKEN_INVALID']);
  });
});

describe('an issuer that is away', () => {
  test.each([500, 302, 'silence', 'no json'] as const)('answering %s: the last keys go on', async (way) => {
    const { skip, ask, logged } = atTime(way === 'silence' ? { deadlineMs: 1_000 } : {});
    await ask();
    issuer.fail(way);
    skip(600);

    const outcomes = [await ask(), await ask()];
    issuer.fail(null);
    skip(10);

    expect([...outcomes, await ask()]).toEqual(['believed', 'believed', 'believed']);
    expect(logged).toEqual([
      'the keys of the issuer can not be read',
      'the keys of the issuer can be read again',
    ]);
  });

  test('it is asked once in ten seconds, however many tokens come', async () => {
    const { skip, ask } = atTime();
    await ask();
    issuer.fail(500);
    skip(600);
    issuer.asked.length = 0;

    await Promise.all([ask(), ask(), ask()]);
    await ask();
    skip(10);
    await ask();

    expect(issuer.asked).toEqual([configurationPath, configurationPath]);
  });

  test('keys that were never read: no token is refused for it, the service is missing', async () => {
    const { skip, ask } = atTime();
    issuer.fail(500);

    const outcomes = [await ask(), await ask()];
    issuer.fail(null);
    skip(10);

    expect([...outcomes, await ask()]).toEqual([
      'DOWNSTREAM_SERVICE_ERROR',
      'DOWNSTREAM_SERVICE_ERROR',
      'believed',
    ]);
  });
});
