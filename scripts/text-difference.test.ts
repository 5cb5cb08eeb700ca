import { describe, expect, test } from '@jest/globals';
import { textDifference } from './text-difference.ts';

describe('textDifference', () => {
  test('the same texts have none', () => {
    expect(textDifference('a\nb', 'a\nb')).toBe('');
  });

  test('a changed line is shown old and new, with its number', () => {
    expect(textDifference('a\nb\nc', 'a\nx\nc')).toBe('@@ line 2\n- b\n+ x');
  });

  test('an added line is shown alone', () => {
    expect(textDifference('a\nc', 'a\nb\nc')).toBe('@@ line 2\n+ b');
  });

  test('a long difference is cut and its rest counted', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n');

    expect(textDifference('', lines)).toContain('+ … and 10 lines more');
  });
});
