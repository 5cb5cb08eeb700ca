import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { documentSize } from './document.size.ts';

const sizeOf = (text: string) => documentSize(parse(text));

/** Each fragment uses the next one twice. */
function doubling(count: number): string {
  const fragments = Array.from(
    { length: count },
    (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
  );
  return `{ ...F0 } ${fragments.join(' ')} fragment F${count} on Query { a }`;
}

describe('documentSize', () => {
  test.each([
    ['{ a }', 1, 1],
    ['{ a { b c } d }', 4, 2],
    ['{ a { ... { b } } }', 2, 3],
    ['{ ...F ...F } fragment F on Query { a }', 2, 2],
    ['query A { a } query B { a { b } }', 2, 2],
    ['fragment F on Query { a }', 0, 0],
  ])('%s asks for %i fields, %i deep', (text, fields, depth) => {
    expect(sizeOf(text)).toMatchObject({ fields, depth });
  });

  test.each([
    ['{ a: b c { d: e } }', 2, 2],
    ['{ ...F ...F } fragment F on Query { a: b c }', 2, 4],
    ['{ ... { a: b ... { c } } }', 1, 2],
    ['query A { a: b } query B { a b c }', 1, 3],
  ])('%s renames %i fields and has %i at its root', (text, aliases, rootFields) => {
    expect(sizeOf(text)).toMatchObject({ aliases, rootFields });
  });

  test('fragments that double are counted without being written out', () => {
    expect(sizeOf(doubling(50))).toMatchObject({ fields: 2 ** 50, depth: 52 });
  });

  test('fragments that use each other in a circle end', () => {
    expect(sizeOf('{ ...F } fragment F on Query { a ...G } fragment G on Query { ...F }').fields).toBe(1);
  });

  test('the introspection of tools stays far below the limits', () => {
    const { fields, depth } = sizeOf(
      getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }),
    );

    expect(fields).toBeLessThan(300);
    expect(depth).toBeLessThan(20);
  });
});
