import { describe, expect, test } from '@jest/globals';
import { identifyCaller } from './identify.ts';

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
