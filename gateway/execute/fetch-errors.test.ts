import { describe, expect, test } from '@jest/globals';
import { GraphQLError, parse } from 'graphql';
import { withFieldPaths } from './fetch-errors.ts';

const entities = parse(`
  query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      __typename
      ... on Port { tide f: forecast { text } }
      ... on Bay { depth }
    }
  }
`);
const variables = { representations: [{ __typename: 'Port' }, { __typename: 'Bay' }] };

function pathsOf(error: GraphQLError, document = entities, given: Record<string, unknown> = variables) {
  const { errors } = withFieldPaths({ data: null, errors: [error] }, document, given);
  return errors?.map(({ path }) => path?.join('.'));
}

describe('withFieldPaths', () => {
  test('a call that failed as a whole is an error of each root field', () => {
    expect(pathsOf(new GraphQLError('down'), parse('{ a: almanac ports { code } }'), {})).toEqual([
      'a',
      'ports',
    ]);
  });

  test('an entity call that failed is an error of each field of each entity', () => {
    expect(pathsOf(new GraphQLError('down'))).toEqual([
      '_entities.0.tide',
      '_entities.0.f',
      '_entities.1.depth',
    ]);
  });

  test('an entity that failed is an error of its own fields only', () => {
    expect(pathsOf(new GraphQLError('lost', { path: ['_entities', 1] }))).toEqual(['_entities.1.depth']);
  });

  test('an error with the path of a field keeps it', () => {
    expect(pathsOf(new GraphQLError('stuck', { path: ['_entities', 0, 'tide'] }))).toEqual([
      '_entities.0.tide',
    ]);
  });

  test('several entity calls in one are told apart by their aliases', () => {
    const document = parse(`
      query ($r: [_Any!]!, $s: [_Any!]!) {
        one: _entities(representations: $r) { ... on Port { tide } }
        two: _entities(representations: $s) { ... on Bay { depth } }
      }
    `);
    const given = { r: [{ __typename: 'Port' }], s: [{ __typename: 'Bay' }, { __typename: 'Bay' }] };

    expect(pathsOf(new GraphQLError('down'), document, given)).toEqual([
      'one.0.tide',
      'two.0.depth',
      'two.1.depth',
    ]);
  });

  test('code and cause of the error stay', () => {
    const error = new GraphQLError('down', { extensions: { code: 'GATEWAY_TIMEOUT' } });

    const { errors } = withFieldPaths({ errors: [error] }, parse('{ almanac }'));

    expect(errors?.[0]).toMatchObject({ extensions: { code: 'GATEWAY_TIMEOUT' }, originalError: error });
  });

  test('a result without errors is the same object', () => {
    const result = { data: { almanac: 'x' } };

    expect(withFieldPaths(result, parse('{ almanac }'))).toBe(result);
  });
});
