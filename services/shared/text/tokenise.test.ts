import { describe, expect, test } from '@jest/globals';
import { folded, tokens } from './tokenise.ts';

describe('tokens', () => {
  test.each([
    ['Caffè & Tè', ['caffe', 'te'], 'accents fall'],
    ['KBLI 56101', ['kbli', '56101'], 'a code stays whole'],
    ["negozio dell'usato", ['negozio', 'dell', 'usato'], 'an elided article is cut off'],
    ['e-commerce, co-working', ['ecommerce', 'coworking'], 'a short first part joins the next'],
    ['kos-kosan', ['kos', 'kosan'], 'a long first part stands alone'],
    ['—…!', [], 'signs are no words'],
  ])('%j is %j: %s', (text, words) => {
    expect(tokens(text)).toEqual(words);
  });

  test('ligatures and full-width letters are made plain', () => {
    expect(folded('ﬁlm ＣＯＦＦＥＥ')).toBe('film coffee');
  });
});
