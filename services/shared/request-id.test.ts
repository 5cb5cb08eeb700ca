import { describe, expect, test } from '@jest/globals';
import { requestIdFrom } from './request-id.ts';

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
