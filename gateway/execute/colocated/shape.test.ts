import { describe, expect, test } from '@jest/globals';
import {
  GraphQLFloat,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLOutputType,
  GraphQLString,
} from 'graphql';
import { copyOf, Shape } from './shape.ts';

/** A shape of one property `v` and a constant, used often enough to be made by code. */
function warmShape(type: GraphQLOutputType, isNullable = true): Shape {
  const copy = copyOf('key', 'v', type, isNullable);
  const shape = new Shape(['before', 'key'], new Map([['before', 'Constant']]), copy ? [copy] : []);
  for (let use = 0; use < 20; use += 1) shape.blank();
  return shape;
}

describe('Shape', () => {
  test('objects hold their keys in order before and after they are made by code', () => {
    const keys = ['b', 'a', '__proto__', 'c'];
    const shape = new Shape(keys, new Map([['c', 'C']]), []);

    const blanks = Array.from({ length: 20 }, () => shape.blank());

    for (const blank of blanks) {
      expect(Object.keys(blank)).toEqual(keys);
      expect(blank.c).toBe('C');
      expect(Object.getPrototypeOf(blank)).toBe(Object.prototype);
    }
  });

  test.each([
    [GraphQLString, 'text'],
    [GraphQLInt, 7],
    [GraphQLFloat, 0.5],
    [GraphQLString, null],
  ])('a value that %s leaves as it is, is copied: %p', (type, v) => {
    expect(warmShape(type).copied({ v })).toEqual({ before: 'Constant', key: v });
  });

  test('what is absent is null', () => {
    expect(warmShape(GraphQLString).copied({})).toEqual({ before: 'Constant', key: null });
  });

  test.each([
    [GraphQLString, 7],
    [GraphQLInt, 2 ** 40],
    [GraphQLInt, 0.5],
    [GraphQLFloat, Number.NaN],
    [GraphQLFloat, '1'],
    [GraphQLString, () => 'called'],
    [GraphQLString, Promise.resolve('later')],
  ])('a value that %s would change or refuse is left to the field: %p', (type, v) => {
    expect(warmShape(type).copied({ v })).toBeNull();
  });

  test('nothing that may not be null is copied as null', () => {
    expect(warmShape(new GraphQLNonNull(GraphQLString), false).copied({ v: null })).toBeNull();
  });

  test('lists are not copied', () => {
    expect(copyOf('key', 'v', new GraphQLList(GraphQLString), true)).toBeNull();
  });
});
