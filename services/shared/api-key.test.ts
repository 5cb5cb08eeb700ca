import { describe, expect, test } from '@jest/globals';
import { apiKeyHash, isApiKey } from './api-key.ts';

const key = `zk_${'a'.repeat(43)}`;

describe('isApiKey', () => {
  test('a mark and 43 letters of base64url are the form of a key', () => {
    expect(isApiKey(key)).toBe(true);
    expect(isApiKey(`zk_${'-_aZ9'.repeat(8)}abc`)).toBe(true);
  });

  test.each([
    '',
    'zk_',
    key.slice(1),
    `${key}a`,
    `${key}\n`,
    ` ${key}`,
    key.replace('zk', 'sk'),
    `zk_${'é'.repeat(43)}`,
  ])('%j is none', (text) => {
    expect(isApiKey(text)).toBe(false);
  });
});

test('a key is kept under its SHA-256', () => {
  expect(apiKeyHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
