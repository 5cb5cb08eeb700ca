import { documentStringMap } from '@envelop/core';
import { describe, expect, test } from '@jest/globals';
import { buildASTSchema, parse, print } from 'graphql';
import { composedGraph } from '../compose.ts';
import { makeProvidedTypes } from './provided-types.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@external", "@provides", "@shareable"])`;
const store = `${link}
  type Query { shelf: Shelf }
  type Shelf @key(fields: "id") { id: ID!  wares: [Ware!]! @shareable }
  interface Ware { id: ID!  label: String! }
  type Lamp implements Ware @key(fields: "id") { id: ID!  label: String! @shareable }`;
const window = `${link}
  type Query { shown: Shelf @provides(fields: "wares { label }") }
  type Shelf @key(fields: "id") { id: ID!  wares: [Ware!]! @external }
  interface Ware { id: ID!  label: String! }
  type Lamp implements Ware @key(fields: "id") { id: ID!  label: String! @external }`;

function typesOf(...sdls: string[]) {
  const { supergraph } = composedGraph(sdls.map((sdl, index) => ({ name: `s${index}`, sdl })));
  return makeProvidedTypes(buildASTSchema(parse(supergraph), { assumeValidSDL: true }));
}

const oneLine = (text: string | undefined) => text?.replace(/\s+/g, ' ');

describe('types within what a field provides', () => {
  const types = typesOf(store, window);

  test('are hidden from the planner by name alone', () => {
    const asked = parse('{ shown { wares { __typename label ... on Lamp { __typename id } } } }');
    const before = print(asked);

    types.hide(asked);

    expect(oneLine(documentStringMap.get(asked))).toBe('{ shown { wares { label ... on Lamp { id } } } }');
    expect(print(asked)).toBe(before);
  });

  test('stay named where nothing else is asked', () => {
    const asked = parse('{ shown { wares { __typename } } }');

    types.hide(asked);

    expect(oneLine(documentStringMap.get(asked))).toBe('{ shown { wares { __typename } } }');
  });

  test('are named in what services are asked, once, also of entities', () => {
    const text =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Shelf { wares { label } more: wares { __typename } } } }';
    const fetched = parse(text);

    const named = types.named(fetched);

    expect(oneLine(print(named))).toBe(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Shelf { wares { __typename label } more: wares { __typename } } } }',
    );
    expect(types.named(fetched)).toBe(named);
  });

  test('are none in a graph that provides nothing', () => {
    const none = typesOf(store);
    const document = parse('{ shelf { wares { __typename label } } }');

    none.hide(document);

    expect(documentStringMap.has(document)).toBe(false);
    expect(none.named(document)).toBe(document);
  });
});
