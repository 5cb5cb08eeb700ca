import { expect, test } from '@jest/globals';
import { makePseudonyms } from './pseudonym.ts';

test('a caller has one short name on all machines of one secret, and another where the secret is another', () => {
  const one = makePseudonyms('a secret');

  expect(one('network:203.0.113.7')).toMatch(/^[\da-f]{12}$/);
  expect(makePseudonyms('a secret')('network:203.0.113.7')).toBe(one('network:203.0.113.7'));
  expect(one('network:203.0.113.8')).not.toBe(one('network:203.0.113.7'));
  expect(makePseudonyms('another')('network:203.0.113.7')).not.toBe(one('network:203.0.113.7'));
});
