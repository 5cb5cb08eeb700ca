import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type WordPattern, wordPattern } from './word-pattern.ts';

const isCheap = (pattern: WordPattern, text: string) => pattern.for(text).source !== pattern.source;

const classes = ['^\\p{L}$', '^\\p{N}$', '^[\\p{L}\\p{N}]$', '^[^\\p{L}\\p{N}]$', '^[^\\s\\p{L}]$'];

test.each(classes.flatMap((source) => ['u', 'iu'].map((flags) => [source, flags] as const)))(
  '%s with %s says the same of every character in either form',
  (source, flags) => {
    const pattern = wordPattern(source, flags);
    const written = new RegExp(source, flags);
    const different: string[] = [];
    let cheap = 0;

    for (let code = 0; code <= 0x10ffff; code++) {
      const character = String.fromCodePoint(code);
      if (!isCheap(pattern, character)) continue;
      cheap += 1;
      if (pattern.test(character) !== written.test(character)) different.push(code.toString(16));
    }

    expect(different).toEqual([]);
    expect(cheap).toBeGreaterThan(2_000);
  },
);

test.each([
  ['a\\p{L}+b', 'aéb', true],
  ['a\\p{L}+b', 'a[b', false],
  ['[\\]\\p{L}]', '9', false],
  ['[\\]\\p{N}]', ']', true],
  ['[^\\]\\p{N}]', '9', false],
  ['\\[\\p{L}\\]', '[x]', true],
  ['\\\\p\\{L\\}', '\\p{L}', true],
  ['\\\\p\\{L\\}', 'x', false],
  ['^\\P{L}$', 'x', false],
  ['^\\p{Lu}$', 'x', false],
])('%s is narrowed where it names letters or numbers: of %s it says %s', (source, text, expected) => {
  expect(wordPattern(source, 'u').test(text)).toBe(expected);
  expect(new RegExp(source, 'u').test(text)).toBe(expected);
});

test.each([
  'Où dîner à Łódź?',
  'Сколько стоит виза?',
  'Bao nhiêu tiền một năm?',
  'E33G – “5 m²” … €5 ≈ ½ 👋🏝️',
])('%s is read in the cheap form', (text) => {
  expect(isCheap(wordPattern('\\p{L}', 'u'), text)).toBe(true);
});

test('every article is read in the cheap form', () => {
  const articles = readdirSync(join(import.meta.dirname, 'knowledge'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name, readFileSync(join(import.meta.dirname, 'knowledge', name), 'utf8')] as const);

  expect(articles.length).toBeGreaterThan(0);
  expect(
    articles.filter(([, text]) => !isCheap(wordPattern('\\p{L}', 'u'), text)).map(([name]) => name),
  ).toEqual([]);
});
