import { describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLError } from 'graphql';
import { Refusal } from '../refusal.ts';
import { makeDocuments } from './document.ts';

const schema = buildSchema('type Query { ports(first: Int! = 2): [String!]! port(code: ID!): String }');
const trusted = { abc: 'query Ports { ports }' };

function documents(introspection = true) {
  return makeDocuments({ schema, trusted, introspection });
}

function faultsOf(find: () => unknown): readonly GraphQLError[] {
  try {
    find();
  } catch (error) {
    if (error instanceof Refusal) return error.errors;
    throw error;
  }
  return [];
}

const codesOf = (find: () => unknown) => faultsOf(find).map(({ extensions }) => extensions.code);

describe('makeDocuments', () => {
  test('the same text gives the same operation object, so plans can hang on it', () => {
    const { find } = documents();

    expect(find({ text: '{ ports }' })).toBe(find({ text: '{ ports }' }));
  });

  test('a trusted document is found by its id', () => {
    expect(documents().find({ id: 'abc' })).toMatchObject({ name: 'Ports', trusted: true, kind: 'query' });
  });

  test.each(['unknown', 'constructor'])('there is no document of the id %s', (id) => {
    expect(codesOf(() => documents().find({ id }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });

  test.each([
    ['a syntax fault', '{ ports', ['GRAPHQL_PARSE_FAILED']],
    ['an empty text', '', ['GRAPHQL_PARSE_FAILED']],
    ['two unknown fields', '{ a b }', ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED']],
    ['a reserved alias', '{ __typename: ports }', ['GRAPHQL_VALIDATION_FAILED']],
    ['a fragment alone', 'fragment F on Query { ports }', ['GRAPHQL_VALIDATION_FAILED']],
  ])('%s is refused, the second time too', (_what, text, codes) => {
    const { find } = documents();

    expect(codesOf(() => find({ text }))).toEqual(codes);
    expect(codesOf(() => find({ text }))).toEqual(codes);
  });

  test('a document of ten thousand tokens is refused before it is validated', () => {
    const text = `{ ${'ports '.repeat(10_001)} }`;

    expect(codesOf(() => documents().find({ text }))).toEqual(['GRAPHQL_PARSE_FAILED']);
  });

  test.each([
    ['a thousand and one fields', `{ ${Array.from({ length: 1_001 }, (_, i) => `a${i}: ports`).join(' ')} }`],
    ['selections 25 deep', `{ ${'...{'.repeat(24)} ports ${'}'.repeat(24)} }`],
    [
      'fragments that double twenty times',
      `{ ...F0 } ${Array.from({ length: 20 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')}
       fragment F20 on Query { ports }`,
    ],
  ])('%s are refused before anything is planned', (_what, text) => {
    expect(codesOf(() => documents().find({ text }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('a fault tells its place', () => {
    const [fault] = faultsOf(() => documents().find({ text: '{\n  unknown\n}' }));

    expect(fault?.locations).toEqual([{ line: 2, column: 3 }]);
  });

  test('one of several operations is chosen by its name, with its own fragments only', () => {
    const text = 'query A { ...F } query B { port(code: "X") } fragment F on Query { ports }';

    const operation = documents().find({ text }, 'B');

    expect(operation.document.definitions).toHaveLength(1);
    expect(operation.name).toBe('B');
  });

  test.each([null, 'C'])('of several operations, the name %s chooses none', (name) => {
    const text = 'query A { ports } query B { ports }';

    expect(codesOf(() => documents().find({ text }, name))).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });

  test('introspection is refused where it is off', () => {
    const text = '{ __schema { queryType { name } } }';

    expect(codesOf(() => documents(false).find({ text }))).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(codesOf(() => documents(true).find({ text }))).toEqual([]);
  });
});
