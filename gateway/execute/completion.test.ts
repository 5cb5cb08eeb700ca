import { describe, expect, test } from '@jest/globals';
import { buildSchema, GraphQLError, parse } from 'graphql';
import { askedKey } from './asked-key.ts';
import { completed } from './completion.ts';

const schema = buildSchema(`
  type Query { port: Port  ports: [Port!]  strict: Port!  sightings: [Sighting!]!  vessel: Vessel }
  type Port { code: ID!  tide: Float!  forecast: String  warnings: [String!]  grid: [[Int!]!]! }
  interface Vessel { name: ID! }
  type Ferry implements Vessel { name: ID!  seats: Int! }
  union Sighting = Port | Ferry
`);

function complete(query: string, data: Record<string, unknown> | null, errors: GraphQLError[] = []) {
  const result = completed({
    schema,
    document: parse(query, { noLocation: true }),
    variables: {},
    data,
    errors,
  });
  const faults = (result.errors ?? []).map(({ message, path, extensions }) => ({
    path: path?.join('.'),
    code: extensions.code ?? message,
  }));
  return { data: JSON.parse(JSON.stringify(result.data)), faults };
}

const errorAt = (path: (string | number)[] | undefined, code: string) =>
  new GraphQLError('upstream', { path, extensions: { code } });

describe('completed', () => {
  test('whole data stay as they are', () => {
    const { data, faults } = complete('{ port { code tide } }', { port: { code: 'A', tide: 1.5 } });

    expect(data).toEqual({ port: { code: 'A', tide: 1.5 } });
    expect(faults).toEqual([]);
  });

  test('a missing non-null field takes its parent down and is named as a failure of its service', () => {
    const { data, faults } = complete('{ port { code tide } }', { port: { code: 'A' } });

    expect(data).toEqual({ port: null });
    expect(faults).toEqual([{ path: 'port.tide', code: 'DOWNSTREAM_SERVICE_ERROR' }]);
  });

  test('a missing nullable field is null without an error', () => {
    const { data, faults } = complete('{ port { code forecast } }', { port: { code: 'A' } });

    expect(data).toEqual({ port: { code: 'A', forecast: null } });
    expect(faults).toEqual([]);
  });

  test('the error that stands at a null is kept there', () => {
    const errors = [errorAt(['port', 'forecast'], 'GATEWAY_TIMEOUT')];

    const { data, faults } = complete('{ port { code forecast } }', { port: { code: 'A' } }, errors);

    expect(data).toEqual({ port: { code: 'A', forecast: null } });
    expect(faults).toEqual([{ path: 'port.forecast', code: 'GATEWAY_TIMEOUT' }]);
  });

  test('an error below a null that has risen keeps its own path', () => {
    const { data, faults } = complete('{ port { code } }', { port: null }, [
      errorAt(['port', 'code'], 'NOT_FOUND'),
    ]);

    expect(data).toEqual({ port: null });
    expect(faults).toEqual([{ path: 'port.code', code: 'NOT_FOUND' }]);
  });

  test('a field that is missing because of another one of its object is explained by that', () => {
    const errors = [errorAt(['port', 'tide'], 'CONFLICT')];

    const { data, faults } = complete('{ port { code tide } }', { port: {} }, errors);

    expect(data).toEqual({ port: null });
    expect(faults).toEqual([{ path: 'port.tide', code: 'CONFLICT' }]);
  });

  test('an error that has explained one field does not explain another one, too', () => {
    const errors = [errorAt(['port', 'forecast'], 'NOT_FOUND'), errorAt(['port', 'tide'], 'CONFLICT')];

    const { faults } = complete('{ port { forecast code tide } }', { port: {} }, errors);

    expect(faults).toEqual([
      { path: 'port.forecast', code: 'NOT_FOUND' },
      { path: 'port.tide', code: 'CONFLICT' },
    ]);
  });

  test('a null in a list of non-null items takes the list down, with the path of the item', () => {
    const { data, faults } = complete('{ port { code warnings } }', {
      port: { code: 'A', warnings: ['x', null] },
    });

    expect(data).toEqual({ port: { code: 'A', warnings: null } });
    expect(faults).toEqual([{ path: 'port.warnings.1', code: 'DOWNSTREAM_SERVICE_ERROR' }]);
  });

  test('a null in a list of lists is found at its depth', () => {
    const { data, faults } = complete('{ port { grid } }', { port: { grid: [[1], [2, null]] } });

    expect(data).toEqual({ port: null });
    expect(faults).toEqual([{ path: 'port.grid.1.1', code: 'DOWNSTREAM_SERVICE_ERROR' }]);
  });

  test('an aliased field is read, and explained, by its alias', () => {
    const errors = [errorAt(['p', 'f'], 'GATEWAY_TIMEOUT')];
    const given = { [askedKey('port', 'p')]: { [askedKey('code', 'c')]: 'A' } };

    const { data, faults } = complete('{ p: port { c: code f: forecast } }', given, errors);

    expect(data).toEqual({ p: { c: 'A', f: null } });
    expect(faults).toEqual([{ path: 'p.f', code: 'GATEWAY_TIMEOUT' }]);
  });

  test('members of a union and of an interface are told by their type name', () => {
    const query = `{ sightings { ... on Port { code } ...F } vessel { name ...F } } fragment F on Ferry { seats }`;
    const ferry = { __typename: 'Ferry', name: 'R', seats: 9 };

    const { data, faults } = complete(query, {
      sightings: [{ __typename: 'Port', code: 'A' }, ferry],
      vessel: ferry,
    });

    expect(data).toEqual({ sightings: [{ code: 'A' }, { seats: 9 }], vessel: { name: 'R', seats: 9 } });
    expect(faults).toEqual([]);
  });

  test('a missing root that may not be null makes the whole answer null', () => {
    const { data, faults } = complete('{ strict { code } port { code } }', null);

    expect(data).toBeNull();
    expect(faults).toEqual([{ path: 'strict', code: 'DOWNSTREAM_SERVICE_ERROR' }]);
  });

  test('an error that explains no null is kept at the end', () => {
    const errors = [errorAt(undefined, 'GATEWAY_TIMEOUT'), errorAt(['port', 'forecast'], 'NOT_FOUND')];

    const { faults } = complete('{ port { code forecast } }', { port: { code: 'A' } }, errors);

    expect(faults.map(({ code }) => code)).toEqual(['NOT_FOUND', 'GATEWAY_TIMEOUT']);
  });

  test('introspection is answered from the public schema itself', () => {
    const { data } = complete('{ __schema { queryType { name } } }', {});

    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });
});
