import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../refusal.ts';
import { hintedGraph } from '../test/fixture/hinted-graph.ts';
import { makeDocuments } from './document.ts';
import { checkVariables } from './variables.ts';

const graph = hintedGraph('type Query { ports(first: Int! = 2): [String!]! port(code: ID!): String }');
const { find } = makeDocuments({ ...graph, trusted: {} });

function faults(text: string, given: Record<string, unknown>): string[] {
  try {
    checkVariables(graph.schema, find({ text }), given);
  } catch (error) {
    if (error instanceof Refusal) {
      return error.errors.map(({ message, extensions }) => `${extensions.code}: ${message}`);
    }
    throw error;
  }
  return [];
}

const kinds = hintedGraph('type Query { berth(kind: Kind): Int } enum Kind { FERRY YACHT }');
const enums = makeDocuments({ ...kinds, trusted: {} });

function messageOf(check: () => void): string {
  try {
    check();
    return '';
  } catch (error) {
    return error instanceof Refusal ? error.message : '';
  }
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

  test('what a wrong name may have meant is told only when asked for', () => {
    const operation = enums.find({ text: 'query ($kind: Kind) { berth(kind: $kind) }' });
    const told = [false, true].map((suggestions) =>
      messageOf(() => checkVariables(kinds.schema, operation, { kind: 'FERY' }, suggestions)),
    );

    expect(told[0]).not.toContain('FERRY');
    expect(told[1]).toContain('Did you mean the enum value "FERRY"?');
  });

  test('variables that the operation does not know are passed over', () => {
    expect(faults('{ ports }', { other: 1 })).toEqual([]);
  });
});
