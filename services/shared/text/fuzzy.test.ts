import { describe, expect, test } from '@jest/globals';
import { makeSpeller, trigrams, typingDistance } from './fuzzy.ts';

describe('typingDistance', () => {
  test.each([
    ['hotel', 'hotel', 0, 'equal words'],
    ['hotle', 'hotel', 1, 'two letters swapped'],
    ['hotl', 'hotel', 1, 'a letter left out'],
    ['hottel', 'hotel', 1, 'a letter put in'],
    ['hotal', 'hotel', 1, 'a letter exchanged'],
    ['vila', 'hotel', 3, 'more than two, counted no further'],
  ])('%s and %s lie %i apart: %s', (first, second, distance) => {
    expect(typingDistance(first, second, 2)).toBe(distance);
  });
});

describe('makeSpeller', () => {
  const speller = makeSpeller(['restaurant', 'plumber', 'plums', 'spa', 'kontraktor']);

  test.each([
    ['restaraunt', 'restaurant'],
    ['plummer', 'plumber'],
    ['kontarktor', 'kontraktor'],
  ])('%s is meant as %s', (mistyped, word) => {
    expect(speller(mistyped)[0]?.word).toBe(word);
  });

  test('short words are not guessed', () => {
    expect(speller('sap')).toEqual([]);
  });

  test('of words as near, the earlier of the list comes first', () => {
    expect(makeSpeller(['sewing', 'seeing'])('seting').map(({ word }) => word)).toEqual(['sewing', 'seeing']);
  });

  test('a word with nothing near has no corrections', () => {
    expect(speller('xyzzyxyzzy')).toEqual([]);
  });
});

describe('trigrams', () => {
  test('the ends of the word count', () => {
    expect(trigrams('spa')).toEqual(['^sp', 'spa', 'pa$']);
  });
});
