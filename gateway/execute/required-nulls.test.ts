import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { requiredFields, withRequiredNulls } from './required-nulls.ts';

const required = requiredFields(
  parse(`
  enum join__Graph { A @join__graph(name: "a-service")  B @join__graph(name: "b") }
  type Boat {
    fee: Int @join__field(graph: A, requires: "size berths { depth ... on Dock { cranes } }")
    name: String @join__field(graph: B)
  }
`),
);

function filled(representation: object, asked = 'fee') {
  const document = parse(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Boat { ${asked} } } }`,
  );
  return withRequiredNulls(required.get('a-service'), document, {
    r: [{ __typename: 'Boat', ...representation }],
  });
}

describe('requiredFields', () => {
  test('a service that requires nothing has no entry', () => {
    expect([...required.keys()]).toEqual(['a-service']);
  });
});

describe('withRequiredNulls', () => {
  test('what an asked field requires and is left out is null, at every depth', () => {
    const berths = [{ __typename: 'Dock', cranes: 2 }, { __typename: 'Buoy', depth: 3 }, null];

    expect(filled({ id: '1', berths })).toEqual({
      r: [
        {
          __typename: 'Boat',
          id: '1',
          size: null,
          berths: [{ __typename: 'Dock', cranes: 2, depth: null }, { __typename: 'Buoy', depth: 3 }, null],
        },
      ],
    });
  });

  test('what no asked field requires stays left out', () => {
    expect(filled({ id: '1' }, 'name')).toEqual({ r: [{ __typename: 'Boat', id: '1' }] });
  });
});
