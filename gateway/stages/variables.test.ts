import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { Refusal } from '../refusal.ts';
import { makeDocuments } from './document.ts';
import { checkVariables } from './variables.ts';

const schema = buildSchema('type Query { ports(first: Int! = 2): [String!]! port(code: ID!): String }');
const { find } = makeDocuments({ schema, trusted: {}, introspection: true });

function faults(text: string, given: Record<string, unknown>): string[] {
  try {
    checkVariables(schema, find({ text }), given);
  } catch (error) {
    if (error instanceof Refusal) {
      return error.errors.map(({ message, extensions }) => `${extensions.code}: ${message}`);
    }
    throw error;
  }
  return [];
}

describe('checkVariables', () => {
  test('a missing required variable is bad input', () => {
    expect(faults('query ($code: ID!) { port(code: $code) }', {})).toEqual([
      'BAD_USER_INPUT: Variable "$code" of required type "ID!" was not provided.',
    ]);
  });

  test('a value of another type is bad input', () => {
    expect(faults('query ($n: Int!) { ports(first: $n) }', { n: 'many' })[0]).toMatch(
      /^BAD_USER_INPUT: .*"many"/,
    );
  });

  test('an explicit null for an argument with a default is bad input', () => {
    expect(faults('query ($n: Int) { ports(first: $n) }', { n: null })).toEqual([
      'BAD_USER_INPUT: Variable "$n" must not be null; leave it out instead.',
    ]);
  });

  test('the same variable left out takes the default', () => {
    expect(faults('query ($n: Int) { ports(first: $n) }', {})).toEqual([]);
  });

  test('variables that the operation does not know are passed over', () => {
    expect(faults('{ ports }', { other: 1 })).toEqual([]);
  });
});
