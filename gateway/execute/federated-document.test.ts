import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, print } from 'graphql';
import { federatedDocument } from './federated-document.ts';

const schema = buildSchema(`
  type Query { vessel: Vessel  ports: [Port!]! }
  interface Vessel { name: ID! }
  type Ferry implements Vessel { name: ID! seats: Int }
  type Port { code: ID!  tide: Float }
`);

function asked(query: string): string | null {
  const document = federatedDocument(schema, parse(query, { noLocation: true }));
  return document && print(document).replace(/\s+/g, ' ');
}

describe('federatedDocument', () => {
  test('a selection on an interface asks for the type name', () => {
    expect(asked('{ vessel { name } }')).toBe('{ vessel { __typename name } }');
  });

  test('introspection alone asks the services nothing', () => {
    expect(asked('{ __schema { types { name } } __typename }')).toBeNull();
  });

  test('introspection beside data is left out with the fragments that only it used', () => {
    const query = '{ __schema { types { ...T } } ports { code } } fragment T on __Type { name }';

    expect(asked(query)).toBe('{ __typename ports { code } }');
  });

  test('a field that stands twice is set apart', () => {
    expect(asked('{ ports { code } ports { tide } }')).toBe('{ ports { code } ... { ports { tide } } }');
  });
});
