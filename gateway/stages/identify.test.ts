import { describe, expect, test } from '@jest/globals';
import type { Caller } from '../../services/shared/caller.ts';
import { AppError } from '../../services/shared/errors.ts';
import { type Credentials, type Identities, identify } from './identify.ts';

const address = '203.0.113.7';
const session = { id: 'abc', issuedAt: new Date() };
const keyHolder: Caller = { kind: 'API_KEY', id: 'key:1', scopes: [] };
const tokenHolder: Caller = { kind: 'USER', id: 'user:1', scopes: [] };
const identities: Identities = {
  keys: { callerOf: (secret) => (secret === 'zk_good' ? keyHolder : null) },
  tokens: { callerOf: () => tokenHolder },
};

const who = (credentials: Credentials, held: typeof session | null = null) =>
  identify(identities, credentials, address, held);

describe('identify', () => {
  test('a caller without identity is known by the address', () => {
    expect(who({})).toEqual({ kind: 'ANONYMOUS', id: address, scopes: [] });
  });

  test.each([
    ['2001:db8::1:0:0:0:7', '2001:db8:0:1::/64'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
  ])('the address %s counts for %s', (given, network) => {
    expect(identify(identities, {}, given, null)).toMatchObject({ id: network });
  });

  test('one with a session is known by it, wherever it comes from', () => {
    expect(who({}, session)).toEqual({ kind: 'SESSION', id: 'session:abc', scopes: [] });
  });

  test.each<[string, Credentials, Caller]>([
    ['a key', { 'x-api-key': 'zk_good' }, keyHolder],
    ['a key as bearer', { authorization: 'Bearer zk_good' }, keyHolder],
    ['a token', { authorization: 'Bearer a.b.c' }, tokenHolder],
    ['a key and a token', { 'x-api-key': 'zk_good', authorization: 'Bearer a.b.c' }, keyHolder],
  ])('%s goes before a session', (_what, credentials, caller) => {
    expect(who(credentials, session)).toBe(caller);
  });

  test('a scheme that is not ours is passed over', () => {
    expect(who({ authorization: 'Basic YTpi' })).toMatchObject({ kind: 'ANONYMOUS' });
  });

  test.each<Credentials>([
    { 'x-api-key': 'zk_bad' },
    { 'x-api-key': '' },
    { authorization: 'Bearer zk_bad' },
  ])('a key that is none is refused, session or not: %j', (credentials) => {
    expect(() => who(credentials, session)).toThrow(AppError);
  });
});
