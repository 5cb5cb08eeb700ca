import { describe, expect, test } from '@jest/globals';
import { type GraphQLError, getIntrospectionQuery } from 'graphql';
import { Refusal } from '../refusal.ts';
import { hintedGraph, limitsOf } from '../test/fixture/hinted-graph.ts';
import { makeDocuments } from './document.ts';
import { documentRights } from './rights.ts';

const graph = hintedGraph('type Query { ports(first: Int! = 2): [String!]! port(code: ID!): String }');
const trusted = { abc: 'query Ports { ports }' };
const anyone = { kind: 'ANONYMOUS', id: 'test', scopes: [] } as const;
const development = documentRights(limitsOf())(anyone);
const production = documentRights(limitsOf({ INTROSPECTION: 'off' }))(anyone);

const documents = () => makeDocuments({ ...graph, trusted });

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
    ['sixty-one fields of the root', `{ ${Array.from({ length: 61 }, (_, i) => `a${i}: ports`).join(' ')} }`],
    ['the same field eleven times', `{ ${'ports '.repeat(11)} }`],
    ['the same fragment eleven times', `{ ${'...F '.repeat(11)} } fragment F on Query { ports }`],
    ['the same inline fragment eleven times', `{ ${'... on Query { ports } '.repeat(11)} }`],
    ['five directives at one field', `{ ports ${'@unknown '.repeat(5)} }`],
    [
      'a hundred and one directives',
      `{ ${Array.from({ length: 51 }, (_, i) => `a${i}: ports @skip(if: true) @include(if: true)`).join(' ')} }`,
    ],
    ['twenty-one operations', Array.from({ length: 21 }, (_, i) => `query A${i} { ports }`).join(' ')],
    ['selections 25 deep', `{ ${'...{'.repeat(24)} ports ${'}'.repeat(24)} }`],
    [
      'fragments that double twenty times',
      `{ ...F0 } ${Array.from({ length: 20 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')}
       fragment F20 on Query { ports }`,
    ],
  ])('%s are refused with one fault, before anything is planned', (_what, text) => {
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

  test('what tools ask for introspection is within the limits', () => {
    const text = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true });

    expect(documents().find({ text })).toMatchObject({ usesIntrospection: true });
  });

  test('introspection that goes round in circles is refused', () => {
    const text = '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }';

    expect(codesOf(() => documents().find({ text }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  test('a fault tells what it may have meant to those alone who may see the graph', () => {
    const { find } = documents();
    const messageFor = (rights?: typeof production) =>
      faultsOf(() => find({ text: '{ portz }' }, null, rights))[0]?.message;

    const messages = [production, development, undefined].map(messageFor);

    expect(messages).toEqual([
      'Cannot query field "portz" on type "Query".',
      'Cannot query field "portz" on type "Query". Did you mean "port" or "ports"?',
      'Cannot query field "portz" on type "Query".',
    ]);
  });

  test('the text of a trusted document is as trusted as its id', () => {
    const { find } = documents();

    expect(find({ text: trusted.abc })).toBe(find({ id: 'abc' }));
  });

  test('what stages ask of an operation is found once', () => {
    const text = 'query A { a: ports ...F } fragment F on Query { b: ports port(code: "X") }';

    const operation = documents().find({ text });

    expect(operation).toMatchObject({
      aliases: 2,
      rootFields: 3,
      usesIntrospection: false,
      cachePolicy: { maxAgeSeconds: 0, scope: 'PUBLIC' },
    });
    expect(operation.cost({})).toBe(0);
  });
});
