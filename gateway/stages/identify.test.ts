import { describe, expect, test } from '@jest/globals';
import { identifyCaller } from './identify.ts';

describe('identifyCaller', () => {
  test('a caller without identity is known by the address', () => {
    expect(identifyCaller('203.0.113.7', null)).toEqual({ kind: 'ANONYMOUS', id: '203.0.113.7', scopes: [] });
  });

  test('an IPv6 address counts for its network, IPv4 inside IPv6 for itself', () => {
    expect(identifyCaller('2001:db8::1:0:0:0:7', null).id).toBe('2001:db8:0:1::/64');
    expect(identifyCaller('::ffff:203.0.113.7', null).id).toBe('203.0.113.7');
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
