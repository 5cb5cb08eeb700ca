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
