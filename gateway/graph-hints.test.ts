import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { graphHints } from './graph-hints.ts';

describe('graphHints', () => {
  test('hints are read from types and fields, and are empty elsewhere', () => {
    const hints = graphHints(
      parse(`
        type Query @cost(weight: 3) {
          ports: [Int] @listSize(assumedSize: 4) @cacheControl(maxAge: 60, scope: PRIVATE) @other(x: 1)
        }
      `),
    );

    expect(hints.ofType('Query')).toEqual({ weight: 3 });
    expect(hints.ofField('Query', 'ports')).toEqual({
      listSize: { assumedSize: 4 },
      cache: { maxAge: 60, scope: 'PRIVATE' },
    });
    expect([hints.ofType('Port'), hints.ofField('Port', 'code')]).toEqual([{}, {}]);
  });

  test.each([
    ['type Query { a(b: Int @cost(weight: 1)): Int }', 'argument or input field "b"'],
    ['input In { c: Int @cost(weight: 1) }', 'argument or input field "c"'],
    ['type Query { a(b: Int): [Int] @listSize(slicingArguments: ["b"]) }', '@listSize at Query.a'],
  ])('a hint that would not be followed is refused: %s', (sdl, place) => {
    expect(() => graphHints(parse(sdl))).toThrow(place);
  });
});
