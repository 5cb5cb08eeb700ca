import { federationCase } from './federation-case.fixture.ts';
import { believed } from './graph.fixture.ts';

const media = [
  { __typename: 'Book', id: '1', title: 'Book 1', pages: 10 },
  { __typename: 'Film', id: '2', title: 'Film 2', minutes: 90 },
];
const medium = (reference: { id: string }) => media.find(({ id }) => id === reference.id);
const library = `type Query { media: [Media!]! }
  interface Media @key(fields: "id") { id: ID!  title: String! }
  type Book implements Media @key(fields: "id") { id: ID!  title: String!  pages: Int! }
  type Film implements Media @key(fields: "id") { id: ID!  title: String!  minutes: Int! }`;

const libraryFields = {
  Query: { media },
  Media: { __resolveReference: medium },
  Book: { __resolveReference: medium },
  Film: { __resolveReference: medium },
};

federationCase('a service that knows an interface as one object', {
  refusedInOneProcess: '@interfaceObject',
  parts: {
    library: [library, libraryFields],
    reviews: [
      `type Query { best: Media!  rated: [Media!]! }
       type Media @interfaceObject @key(fields: "id") { id: ID!  stars: Int! }`,
      {
        Query: {
          best: { id: '2', stars: 5 },
          rated: [
            { id: '1', stars: 1 },
            { id: '2', stars: 5 },
          ],
        },
        Media: { ...believed, stars: ({ id }: { id: string }) => (id === '2' ? 5 : 1) },
      },
    ],
  },
  asks: [
    {
      ask: '{ media { stars title } }',
      data: {
        media: [
          { stars: 1, title: 'Book 1' },
          { stars: 5, title: 'Film 2' },
        ],
      },
    },
    { ask: '{ media { ... on Film { stars minutes } } }', data: { media: [{}, { stars: 5, minutes: 90 }] } },
    { ask: '{ best { id stars } }', data: { best: { id: '2', stars: 5 } } },
    { ask: '{ best { __typename title } }', data: { best: { __typename: 'Film', title: 'Film 2' } } },
    {
      ask: '{ rated { stars ... on Book { pages } ... on Film { minutes title } } }',
      data: {
        rated: [
          { stars: 1, pages: 10 },
          { stars: 5, minutes: 90, title: 'Film 2' },
        ],
      },
    },
  ],
});

federationCase('an interface object that needs a field of the interface', {
  refusedInOneProcess: '@interfaceObject',
  mended: (supergraph) =>
    supergraph.replace(
      /(interface Media [^}]*title: String!)/,
      '$1 @join__field(graph: LIBRARY) @join__field(graph: SHOP, external: true)',
    ),
  parts: {
    library: [library, libraryFields],
    shop: [
      `type Media @interfaceObject @key(fields: "id") {
         id: ID!  title: String! @external  label: String! @requires(fields: "title")
       }`,
      { Media: { ...believed, label: ({ title }: { title: string }) => `<${title}>` } },
    ],
  },
  asks: [
    { ask: '{ media { label } }', data: { media: [{ label: '<Book 1>' }, { label: '<Film 2>' }] } },
    {
      ask: '{ media { ... on Book { label } id } }',
      data: { media: [{ label: '<Book 1>', id: '1' }, { id: '2' }] },
    },
  ],
});

federationCase('an interface object that other services only refer to', {
  refusedInOneProcess: '@interfaceObject',
  parts: {
    library: [library, libraryFields],
    lists: [
      `type Query { list: List! }
       type List { name: String!  media: [Media!]! }
       type Media @interfaceObject @key(fields: "id", resolvable: false) { id: ID! }`,
      { Query: { list: { name: 'Rainy days', media: [{ id: '2' }, { id: '1' }] } } },
    ],
  },
  asks: [
    {
      ask: '{ list { name media { id } } }',
      data: { list: { name: 'Rainy days', media: [{ id: '2' }, { id: '1' }] } },
    },
    {
      ask: '{ list { media { title ... on Book { pages } kind: __typename } } }',
      data: {
        list: {
          media: [
            { title: 'Film 2', kind: 'Film' },
            { title: 'Book 1', pages: 10, kind: 'Book' },
          ],
        },
      },
    },
  ],
});

federationCase('two interface objects of one interface', {
  refusedInOneProcess: '@interfaceObject',
  parts: {
    library: [library, libraryFields],
    people: [
      `type Media @interfaceObject @key(fields: "id") { id: ID!  author: Person! }  type Person @shareable { name: String! }`,
      { Media: { ...believed, author: ({ id }: { id: string }) => ({ name: `Author ${id}` }) } },
    ],
    shelves: [
      `type Query { shelf: [Media!]! }  type Media @interfaceObject @key(fields: "id") { id: ID!  shelf: Int! }`,
      { Query: { shelf: [{ id: '1', shelf: 9 }] }, Media: { ...believed, shelf: 9 } },
    ],
  },
  asks: [
    {
      ask: '{ shelf { shelf author { name } } }',
      data: { shelf: [{ shelf: 9, author: { name: 'Author 1' } }] },
    },
    {
      ask: '{ media { shelf author { name } ... on Film { minutes } } }',
      data: {
        media: [
          { shelf: 9, author: { name: 'Author 1' } },
          { shelf: 9, author: { name: 'Author 2' }, minutes: 90 },
        ],
      },
    },
  ],
});

const lost = () => {
  throw new Error('nobody counts here');
};
const unasked = () => {
  throw new Error('this service was not to be asked');
};

federationCase('an interface object of which nobody can tell what it is', {
  refusedInOneProcess: '@interfaceObject',
  parts: {
    registry: [
      `type Query { registered: [Place!]! }
       interface Spot { id: ID! }
       interface Place implements Spot @key(fields: "id") { id: ID! }
       type Temple implements Place & Spot @key(fields: "id") { id: ID!  roof: String! }`,
      {
        Query: { registered: [{ __typename: 'Temple', id: 't', roof: 'thatch' }] },
        Place: { __resolveReference: unasked },
        Temple: { __resolveReference: unasked },
      },
    ],
    visits: [
      `type Query { nearest: Place  near: [Place!]! }
       type Place @interfaceObject @key(fields: "id") {
         id: ID!  visitors: Int  mood: String  rank: Int!
       }`,
      {
        Query: { nearest: { id: 'p' }, near: [{ id: 'p' }, { id: 'q' }] },
        Place: {
          visitors: ({ id }: { id: string }) => (id === 'p' ? 12 : null),
          mood: lost,
          rank: ({ id }: { id: string }) => (id === 'p' ? 1 : lost()),
        },
      },
    ],
  },
  asks: [
    { ask: '{ nearest { id visitors } }', data: { nearest: { id: 'p', visitors: 12 } } },
    {
      ask: '{ near { ...P ... on Spot { id } } } fragment P on Place { v: visitors }',
      data: {
        near: [
          { v: 12, id: 'p' },
          { v: null, id: 'q' },
        ],
      },
    },
    {
      ask: '{ near { id ... on Temple @include(if: false) { roof } __typename @skip(if: true) } }',
      data: { near: [{ id: 'p' }, { id: 'q' }] },
    },
    {
      ask: '{ nearest { ... on Spot { id } mood } registered { ... on Temple { roof } } }',
      data: { nearest: { id: 'p', mood: null }, registered: [{ roof: 'thatch' }] },
      errors: ['nearest.mood INTERNAL_SERVER_ERROR'],
    },
    {
      ask: '{ nearest { rank } __type(name: "Place") { possibleTypes { name } } }',
      data: { nearest: { rank: 1 }, __type: { possibleTypes: [{ name: 'Temple' }] } },
    },
    { ask: '{ near { rank } }', data: null, errors: ['near.1.rank INTERNAL_SERVER_ERROR'] },
    {
      ask: '{ nearest { __typename id } }',
      data: { nearest: null },
      errors: ['nearest INTERNAL_SERVER_ERROR', 'nearest INTERNAL_SERVER_ERROR'],
    },
    {
      ask: '{ nearest { id ... on Temple { roof } } }',
      data: { nearest: null },
      errors: ['nearest INTERNAL_SERVER_ERROR', 'nearest INTERNAL_SERVER_ERROR'],
    },
  ],
});

federationCase('an interface object without any object', {
  refusedInOneProcess: '@interfaceObject',
  parts: {
    registry: [
      `type Query { registered: Place }  interface Place @key(fields: "id") { id: ID! }`,
      { Query: { registered: null }, Place: { __resolveReference: unasked } },
    ],
    visits: [
      `type Query { nearest: Place }
       type Place @interfaceObject @key(fields: "id", resolvable: false) { id: ID!  visitors: Int  mood: String }`,
      { Query: { nearest: { id: 'p', visitors: 12 } }, Place: { mood: lost } },
    ],
  },
  asks: [
    {
      ask: '{ nearest { id visitors } registered { id } }',
      data: { nearest: { id: 'p', visitors: 12 }, registered: null },
    },
    {
      ask: '{ nearest { mood id } }',
      data: { nearest: { mood: null, id: 'p' } },
      errors: ['nearest.mood INTERNAL_SERVER_ERROR'],
    },
    {
      ask: '{ nearest { __typename id } }',
      data: { nearest: null },
      errors: ['nearest DOWNSTREAM_SERVICE_ERROR', 'nearest INTERNAL_SERVER_ERROR'],
    },
  ],
});
