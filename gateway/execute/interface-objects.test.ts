import { describe, expect, test } from '@jest/globals';
import { buildASTSchema, graphqlSync, parse } from 'graphql';
import { composedGraph } from '../compose.ts';
import { supergraphOf } from '../supergraph.transform.ts';
import { makeCompletion } from './completion.compiled.ts';
import { completionSchema } from './completion.schema.ts';
import { untypedFields } from './interface-objects.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@inaccessible", "@interfaceObject"])`;
const reviews = `${link}
  type Media @interfaceObject @key(fields: "id") { id: ID!  stars: Int }`;
const library = (book: string) => `${link}
  type Query { media: Media  shelf: Shelf }
  interface Shelf { id: ID! }
  type Board implements Shelf { id: ID! }
  interface Media @key(fields: "id") { id: ID!  title: String }
  ${book}`;
const book = 'type Book implements Media @key(fields: "id") { id: ID!  title: String }';

function graphOf(...sdls: string[]) {
  const { supergraph } = composedGraph(sdls.map((sdl, index) => ({ name: `s${index}`, sdl })));
  const { sdl, publicSchema } = supergraphOf(supergraph);
  return {
    publicSchema,
    untyped: untypedFields(buildASTSchema(parse(sdl), { assumeValidSDL: true }), publicSchema),
  };
}

describe('untyped fields', () => {
  test('are those of interface objects', () => {
    expect([...graphOf(library(book), reviews).untyped].sort()).toEqual([
      'Media.id',
      'Media.stars',
      'Media.title',
    ]);
  });

  test('have the same type in every object', () => {
    const { untyped } = graphOf(library(book.replace('title: String', 'title: String!')), reviews);

    expect([...untyped].sort()).toEqual(['Media.id', 'Media.stars']);
  });

  test('are none where an object is hidden', () => {
    const hidden = 'type Film implements Media @key(fields: "id") @inaccessible { id: ID!  title: String }';

    expect([...graphOf(library(`${book} ${hidden}`), reviews).untyped]).toEqual([]);
  });
});

describe('completion without a type name', () => {
  const { publicSchema, untyped } = graphOf(library(book), reviews);
  const schema = completionSchema(publicSchema, untyped);
  const complete = makeCompletion(schema);

  test('takes the fields of the interface', () => {
    const document = parse('{ media { id ... on Media { title } } }');

    const { data, errors } = complete(document, {}, { data: { media: { id: '1', title: 'Tides' } } });

    expect(errors).toBeUndefined();
    expect(data).toEqual({ media: { id: '1', title: 'Tides' } });
  });

  test('tells a missing value by its place', () => {
    const { data, errors } = complete(parse('{ media { id title } }'), {}, { data: { media: {} } });

    expect(JSON.parse(JSON.stringify(data))).toEqual({ media: null });
    expect(errors?.map(({ path }) => path)).toEqual([['media', 'id']]);
  });

  test('is none for other interfaces, and for a name that is no object', () => {
    const shelf = complete(parse('{ shelf { id } }'), {}, { data: { shelf: { id: '1' } } });
    const media = complete(
      parse('{ media { id } }'),
      {},
      { data: { media: { __typename: 'Media', id: '1' } } },
    );

    expect(shelf.errors?.map(({ path }) => path)).toEqual([['shelf']]);
    expect(media.errors?.map(({ path }) => path)).toEqual([['media']]);
  });

  test('is not seen by introspection', () => {
    const source = '{ __schema { types { name kind possibleTypes { name } } } }';

    expect(graphqlSync({ schema, source })).toEqual(graphqlSync({ schema: publicSchema, source }));
  });

  test('needs no schema of its own where nothing is untyped', () => {
    expect(completionSchema(publicSchema, new Set())).toBe(publicSchema);
  });
});
