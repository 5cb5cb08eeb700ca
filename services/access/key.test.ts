import { describe, expect, test } from '@jest/globals';
import { isApiKey } from '../shared/api-key.ts';
import { checkedKey, keySecret, prefixOf } from './key.ts';

describe('checkedKey', () => {
  test('the name is trimmed, scopes stand once and in their order, the quota is the usual one', () => {
    const key = checkedKey({ name: '  Partner ', scopes: ['knowledge:write', 'admin', 'admin'] });

    expect(key).toEqual({ name: 'Partner', scopes: ['admin', 'knowledge:write'], requestsPerMinute: null });
  });

  test.each(['', '   ', 'x'.repeat(101), 'two\nlines', 'red\u001b[31m', 'right\u202eleft'])(
    'the name %j is refused',
    (name) => {
      expect(() => checkedKey({ name, scopes: [] })).toThrow(
        expect.objectContaining({
          code: 'BAD_USER_INPUT',
          extensions: expect.objectContaining({ argument: 'name' }),
        }),
      );
    },
  );

  test('an unknown scope is refused by name, with those that there are', () => {
    expect(() => checkedKey({ name: 'x', scopes: ['admin', 'root'] })).toThrow(
      '"root" is no scope; the scopes are admin, knowledge:write.',
    );
  });

  test.each([1, 100_000])('a quota of %d is taken', (requestsPerMinute) => {
    expect(checkedKey({ name: 'x', scopes: [], requestsPerMinute })).toMatchObject({ requestsPerMinute });
  });

  test.each([0, -1, 1.5, 100_001, Number.NaN])('a quota of %d is refused', (requestsPerMinute) => {
    expect(() => checkedKey({ name: 'x', scopes: [], requestsPerMinute })).toThrow('from 1 to 100000');
  });
});

test('a secret has the form of our keys, and its prefix shows its beginning', () => {
  const secret = keySecret(Buffer.alloc(32, 255));

  expect(isApiKey(secret)).toBe(true);
  expect(prefixOf(secret)).toBe('zk______');
});
