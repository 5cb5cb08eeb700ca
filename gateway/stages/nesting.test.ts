import { describe, expect, test } from '@jest/globals';
import { admitVariables, isTooDeep } from './nesting.ts';

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

describe('the nesting of a document', () => {
  test.each([
    ['selections', '{ a ', '}'],
    ['lists', '[', ']'],
    ['objects', '{a:', '}'],
    ['parentheses', '(', ')'],
  ])('%s may stand a hundred deep and no deeper', (_what, open, close) => {
    expect(isTooDeep(nested(open, close, 100))).toBe(false);
    expect(isTooDeep(nested(open, close, 101))).toBe(true);
  });

  test('brackets beside each other, in strings and in comments are not inside one another', () => {
    expect(isTooDeep(`{ ${'a(b: 1) '.repeat(500)} }`)).toBe(false);
    expect(isTooDeep(`{ a(b: "${'['.repeat(500)}") }`)).toBe(false);
    expect(isTooDeep(`#${'{'.repeat(500)}\n{ a }`)).toBe(false);
  });

  test('what can’t be read is left to the parser', () => {
    expect(isTooDeep(`"${'['.repeat(500)}`)).toBe(false);
  });
});

describe('the nesting of variables', () => {
  const listOf = (depth: number) => JSON.parse(nested('[', ']', depth));

  test('may be a hundred deep', () => {
    expect(() => admitVariables({ a: listOf(99) })).not.toThrow();
  });

  test.each([100, 100_000])('lists %i deep below a name are refused', (depth) => {
    let value: unknown = [];
    for (let level = 1; level < depth; level += 1) value = [value];

    expect(() => admitVariables({ a: value })).toThrow('The variables are nested more than 100 deep.');
  });

  test('none at all are fine', () => {
    expect(() => admitVariables(undefined)).not.toThrow();
    expect(() => admitVariables(null)).not.toThrow();
  });
});
