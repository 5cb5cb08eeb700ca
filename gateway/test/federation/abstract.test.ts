import { federationCase } from './federation-case.fixture.ts';
import { believed, found } from './graph.fixture.ts';

federationCase('a union with other members in each service', {
  parts: {
    a: [
      `type Query { a: [Media!]!  both: Media @shareable  box: Box! }
       union Media = Book | Song
       type Book @shareable { title: String!  pages: Int! }
       type Song @shareable { title: String!  bars: Int! }
       type Box @key(fields: "id") { id: ID!  media: Media @shareable }`,
      {
        Query: {
          a: [
            { __typename: 'Book', title: 'B', pages: 1 },
            { __typename: 'Song', title: 'S', bars: 2 },
          ],
          both: { __typename: 'Book', title: 'B', pages: 1 },
          box: { id: '1', media: { __typename: 'Book', title: 'B', pages: 1 } },
        },
      },
    ],
    b: [
      `type Query { b: [Media!]!  both: Media @shareable }
       union Media = Book | Film
       type Book @shareable { title: String!  pages: Int! }
       type Film { title: String!  length: Float! }
       type Box @key(fields: "id") { id: ID!  media: Media @shareable  size: Int! }`,
      {
        Query: {
          b: [{ __typename: 'Film', title: 'F', length: 1.5 }],
          both: { __typename: 'Book', title: 'B', pages: 1 },
        },
        Box: { ...believed, size: 3, media: { __typename: 'Book', title: 'B', pages: 1 } },
      },
    ],
  },
  asks: [
    {
      ask: '{ a { ...M } b { ...M } } fragment M on Media { ... on Book { pages } ... on Song { bars } ... on Film { length } }',
      data: { a: [{ pages: 1 }, { bars: 2 }], b: [{ length: 1.5 }] },
    },
    {
      ask: '{ both { __typename ... on Film { length } ... on Song { bars } ... on Book { title } } }',
      data: { both: { __typename: 'Book', title: 'B' } },
    },
    {
      ask: '{ box { size media { ... on Film { length } ... on Book { title } } } }',
      data: { box: { size: 3, media: { title: 'B' } } },
    },
    { ask: '{ a { kind: __typename } }', data: { a: [{ kind: 'Book' }, { kind: 'Song' }] } },
  ],
});

federationCase('an interface whose objects have their fields in several services', {
  parts: {
    a: [
      `type Query { node(id: ID!): Node  nodes: [Node!]! }
       interface Node { id: ID! }
       type Cat implements Node @key(fields: "id") { id: ID!  name: String! }
       type Dog implements Node @key(fields: "id") { id: ID!  name: String! }
       type Ant implements Node @key(fields: "id") { id: ID! }`,
      {
        Query: {
          node: (_: unknown, { id }: { id: string }) => ({
            __typename: id.startsWith('c') ? 'Cat' : 'Dog',
            id,
            name: id,
          }),
          nodes: [
            { __typename: 'Cat', id: 'c1', name: 'Cat' },
            { __typename: 'Dog', id: 'd1', name: 'Dog' },
            { __typename: 'Ant', id: 'a1' },
            { __typename: 'Cat', id: 'c2', name: 'Cat 2' },
          ],
        },
        Cat: found([{ id: 'c2', name: 'Cat 2' }], 'id'),
        Dog: found([{ id: 'd9', name: 'Dog 9' }], 'id'),
      },
    ],
    b: [
      `interface Weighed { weight: Int! }
       type Cat implements Weighed @key(fields: "id") { id: ID!  weight: Int!  friend: Weighed }
       type Dog implements Weighed @key(fields: "id") { id: ID!  weight: Int!  kennel: Kennel! }
       type Kennel { cold: Boolean! }`,
      {
        Cat: {
          ...believed,
          weight: ({ id }: { id: string }) => (id === 'c1' ? 4 : 5),
          friend: { __typename: 'Dog', id: 'd9' },
        },
        Dog: { ...believed, weight: 20, kennel: { cold: true } },
      },
    ],
  },
  asks: [
    {
      ask: '{ nodes { id __typename } }',
      data: {
        nodes: [
          ['c1', 'Cat'],
          ['d1', 'Dog'],
          ['a1', 'Ant'],
          ['c2', 'Cat'],
        ].map(([id, __typename]) => ({ id, __typename })),
      },
    },
    {
      ask: '{ nodes { ... on Weighed { weight } ... on Dog { kennel { cold } } id } }',
      data: {
        nodes: [
          { weight: 4, id: 'c1' },
          { weight: 20, kennel: { cold: true }, id: 'd1' },
          { id: 'a1' },
          { weight: 5, id: 'c2' },
        ],
      },
    },
    {
      ask: '{ node(id: "c2") { ... on Cat { friend { weight ... on Node { id } ... on Dog { name } } } ...X } } fragment X on Node { ... on Dog { weight } ... on Cat { w: weight } }',
      data: { node: { friend: { weight: 20, id: 'd9', name: 'Dog 9' }, w: 5 } },
    },
    {
      ask: 'query ($cats: Boolean = true, $dogs: Boolean!) { nodes { ... on Cat @include(if: $cats) { weight } ... on Dog @skip(if: $dogs) { weight } } }',
      variables: { dogs: true },
      data: { nodes: [{ weight: 4 }, {}, {}, { weight: 5 }] },
    },
  ],
});

federationCase('interfaces of interfaces, and a union of them', {
  parts: {
    a: [
      `type Query { all: [Any!]!  named: [Named!]! }
       interface Thing { id: ID! }
       interface Named implements Thing { id: ID!  name: String! }
       type Rock implements Thing @key(fields: "id") { id: ID! }
       type Ship implements Named & Thing @key(fields: "id") { id: ID!  name: String!  parts: [Named!]! }
       type Sail implements Named & Thing @key(fields: "id") { id: ID!  name: String!  of: Ship! }
       union Any = Rock | Ship | Sail`,
      {
        Query: {
          all: [
            { __typename: 'Rock', id: 'r' },
            { __typename: 'Ship', id: 's' },
          ],
          named: [{ __typename: 'Sail', id: 'x' }],
        },
        Ship: { ...believed, name: 'Ship', parts: [{ __typename: 'Sail', id: 'x1' }] },
        Sail: { ...believed, name: 'Sail', of: { id: 's' } },
      },
    ],
    b: [
      `interface Deep { id: ID!  depth: Int! }
       type Rock implements Deep @key(fields: "id") { id: ID!  depth: Int! }
       type Ship implements Deep @key(fields: "id") { id: ID!  depth: Int! }
       type Sail implements Deep @key(fields: "id") { id: ID!  depth: Int! }`,
      { Rock: { ...believed, depth: 1 }, Ship: { ...believed, depth: 2 }, Sail: { ...believed, depth: 3 } },
    ],
  },
  asks: [
    {
      ask: '{ all { ... on Thing { id } ... on Named { name ... on Ship { parts { name ... on Sail { of { name } } } } } } }',
      data: {
        all: [{ id: 'r' }, { id: 's', name: 'Ship', parts: [{ name: 'Sail', of: { name: 'Ship' } }] }],
      },
    },
    {
      ask: '{ all { ... on Deep { depth } ... on Ship { parts { ... on Sail { depth } } } } }',
      data: { all: [{ depth: 1 }, { depth: 2, parts: [{ depth: 3 }] }] },
    },
    {
      ask: '{ named { ... on Thing { ... on Named { ... on Sail { n: name of { parts { id } } } } } } }',
      data: { named: [{ n: 'Sail', of: { parts: [{ id: 'x1' }] } }] },
    },
  ],
});
