import { describe, expect, test } from '@jest/globals';
import { opposite, subjectWords } from './subject-words.ts';

describe('subjectWords', () => {
  test.each([
    ['I want to open a coffee shop', ['coffee', 'shop']],
    ['saya mau buka warung makan', ['warung', 'makan']],
    ["vorrei aprire un'attività di ristorazione", ['ristorazione']],
    ['coffee coffee', ['coffee']],
  ])('%j is about %j', (text, words) => {
    expect(subjectWords(text)).toEqual(words);
  });

  test('a text of stop words alone keeps them', () => {
    expect(subjectWords('how to open')).toEqual(['how', 'to', 'open']);
  });

  test('what is said to be absent is another word than what is there', () => {
    expect(subjectWords('yacht without a crew')).toEqual(['yacht', opposite('crew')]);
  });

  test('the opposite of an opposite is the word', () => {
    expect(opposite(opposite('crew'))).toBe('crew');
  });

  test('a text without words has none', () => {
    expect(subjectWords(' ?! ')).toEqual([]);
  });
});
