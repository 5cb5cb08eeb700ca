import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, getVariableValues, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { plainVariables } from './variables.plain.ts';

const schema = buildSchema(`
  type Query { find(filter: Filter): Int }
  enum Kind { FERRY YACHT }
  input Size { cm: Int! = 5, exact: Boolean! }
  input Filter { text: String, kinds: [Kind!], size: Size, next: Filter, rate: Float }
  input Choice @oneOf { id: ID, text: String }
`);

function operationWith(definitions: string): OperationDefinitionNode {
  const [node] = parse(`query (${definitions}) { __typename }`).definitions;
  if (node?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return node;
}

const types = [
  'Int',
  'Int!',
  'ID!',
  'String',
  'Float!',
  'Kind',
  '[Int!]',
  '[[Kind]!]!',
  'Filter',
  'Size!',
  'Choice',
];

const leaf = fc.oneof(
  fc.constantFrom(null, undefined, true, 0, 3, 2.5, 2 ** 31, Number.NaN, 'FERRY', 'YACHT', 'x', ''),
  fc.constantFrom(
    { cm: 1, exact: true },
    { exact: false },
    { cm: null, exact: true },
    { odd: 1 },
    { id: 'a' },
  ),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.record({ text: leaf, kinds: tie('value'), size: leaf, next: tie('value') }, { requiredKeys: [] }),
  ),
}));

describe('plainVariables', () => {
  test('what it takes, graphql-js finds no fault with', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.option(value), (type, given) => {
        const operation = operationWith(`$v: ${type}`);
        const variables = given === null ? {} : { v: given };

        const isTaken = plainVariables(schema, operation, [])(variables);

        const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
        expect(isTaken && errors !== undefined).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['$n: Int!, $m: Int', { n: 1 }],
    ['$n: Int! = 3, $m: Int', { m: null }],
    ['$id: ID!', { id: 7 }],
    ['$kinds: [Kind!]', { kinds: ['FERRY', 'YACHT'] }],
    ['$f: Filter', { f: { text: 'a', size: { exact: true }, next: { kinds: [] } } }],
    ['$n: Int', { n: 1, unknown: 'is let be' }],
  ])('right ones of (%s) are taken: %j', (definitions, variables) => {
    expect(plainVariables(schema, operationWith(definitions), [])(variables)).toBe(true);
  });

  test('null is not taken where leaving out is meant', () => {
    const takes = plainVariables(schema, operationWith('$n: Int'), ['n']);

    expect([takes({}), takes({ n: 1 }), takes({ n: null })]).toEqual([true, true, false]);
  });

  test('names that every object has are no variables that were given', () => {
    expect(plainVariables(schema, operationWith('$constructor: Int!'), [])({})).toBe(false);
  });
});
