import { describe, expect, test } from '@jest/globals';
import { acceptedCoding } from './accept-encoding.ts';

describe('acceptedCoding', () => {
  test.each([
    [undefined, null],
    ['', null],
    ['identity', null],
    ['*', null],
    ['deflate', null],
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['GZIP;q=1.0 , Br;q=0.5', 'gzip'],
    ['br;q=0, gzip;q=0.1', 'gzip'],
    ['br;q=0, gzip;q=0', null],
    ['gzip;q=nonsense', null],
  ])('%j is answered with %j', (header, coding) => {
    expect(acceptedCoding(header)).toBe(coding);
  });

  test('a client that makes up headers without end is answered all the same', () => {
    const answers = Array.from({ length: 300 }, (_, index) => acceptedCoding(`x${index}, gzip`));

    expect(new Set(answers)).toEqual(new Set(['gzip']));
  });
});
