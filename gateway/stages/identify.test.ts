import { describe, expect, test } from '@jest/globals';
import { identifyCaller, requestIdFrom } from './identify.ts';

describe('requestIdFrom', () => {
  test.each(['abcdefgh', '3f2b_-9A', 'x'.repeat(64)])('%s is taken from the caller', (given) => {
    expect(requestIdFrom(given)).toBe(given);
  });

  test.each([undefined, '', 'short', 'x'.repeat(65), 'line\nbreak', 'space here', ['abcdefgh']])(
    '%j is replaced by a new id',
    (given) => {
      expect(requestIdFrom(given)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

describe('identifyCaller', () => {
  test('a caller without identity is known by the address', () => {
    expect(identifyCaller('203.0.113.7', null)).toEqual({ kind: 'ANONYMOUS', id: '203.0.113.7', scopes: [] });
  });

  test('one with a session is known by it, wherever it comes from', () => {
    const session = { id: 'abc', issuedAt: new Date() };

    expect(identifyCaller('203.0.113.7', session)).toEqual({
      kind: 'SESSION',
      id: 'session:abc',
      scopes: [],
    });
  });
});
