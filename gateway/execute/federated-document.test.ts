import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, print } from 'graphql';
import { operationOf } from './colocated/operation.ts';
import { federatedDocument } from './federated-document.ts';

const schema = buildSchema(`
  type Query { vessel: Vessel  ports: [Port!]! }
  interface Named { name: ID! }
  interface Vessel implements Named { name: ID!  flag: String }
  type Ferry implements Vessel & Named { name: ID!  flag: String  seats: Int }
  type Port { code: ID!  tide: Float }
`);

function asked(query: string, conditions = {}, untypedFields?: ReadonlySet<string>): string | null {
  const operation = operationOf(parse(query, { noLocation: true }));
  const document = federatedDocument(schema, operation, conditions, untypedFields);
  return document && print(document).replace(/\s+/g, ' ');
}

describe('federatedDocument', () => {
  test('a selection on an interface asks for the type name', () => {
    expect(asked('{ vessel { name } }')).toBe('{ vessel { __typename name } }');
  });

  test('a selection of which the answer does not hang on the type name asks for none', () => {
    const untyped = new Set(['Vessel.name']);

    expect(asked('{ vessel { n: name ... on Named { name } } }', {}, untyped)).toBe(
      '{ vessel { alias__n: name name } }',
    );
    expect(asked('{ vessel { name flag } }', {}, untyped)).toBe('{ vessel { __typename name flag } }');
    expect(asked('{ vessel { name __typename } }', {}, untyped)).toBe('{ vessel { __typename name } }');
    expect(asked('{ vessel { ... on Ferry { name } } }', {}, untyped)).toBe(
      '{ vessel { __typename ... on Ferry { name } } }',
    );
  });

  test('a fragment that holds for every object is none', () => {
    expect(asked('{ vessel { ... on Named { name } } }')).toBe('{ vessel { __typename name } }');
  });

  test('introspection alone asks the services nothing', () => {
    expect(asked('{ __schema { types { name } } __typename }')).toBeNull();
  });

  test('introspection beside data is left out with the fragments that only it used', () => {
    const query = '{ __schema { types { ...T } } ports { code } } fragment T on __Type { name }';

    expect(asked(query)).toBe('{ ports { code } }');
  });

  test('a field that stands twice is asked for once, with all that is below it', () => {
    expect(asked('{ ports { code } ports: ports { tide } ... { ports { code } } }')).toBe(
      '{ ports { code tide } }',
    );
  });

  test('an alias becomes a name that no field has', () => {
    expect(asked('{ ports { code: tide } }')).toBe('{ ports { alias__code: tide } }');
  });

  test('conditions are decided, and what they leave nothing of is not asked for', () => {
    const query =
      'query ($x: Boolean!) { ports { code @skip(if: $x) ...T @include(if: $x) } } fragment T on Port { tide }';

    expect(asked(query, { x: true })).toBe('{ ports { tide } }');
    expect(asked(query, { x: false })).toBe('{ ports { code } }');
    expect(asked('{ ports @skip(if: true) { code } }')).toBeNull();
  });

  test('fragments stay where they tell types apart, one for each type', () => {
    const query =
      '{ vessel { ... on Ferry { seats } ...F ... on Ferry { name } } } fragment F on Vessel { name }';

    expect(asked(query)).toBe('{ vessel { __typename name ... on Ferry { seats name } } }');
  });
});
