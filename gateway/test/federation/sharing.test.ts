import { federationCase } from './federation-case.fixture.ts';
import { believed, found } from './graph.fixture.ts';

const never = () => {
  throw new Error('this service was not to be asked');
};

federationCase('what a field brings along is not asked for again', {
  parts: {
    reviews: [
      `type Query { reviews: [Review!]! }
       type Review { text: String!  guest: Guest! @provides(fields: "name home { city }") }
       type Guest @key(fields: "id") { id: ID!  name: String! @external  home: Home! @external }
       type Home { city: String! @external }`,
      {
        Query: { reviews: [{ text: 'Good', guest: { id: '1', name: 'Komang', home: { city: 'Ubud' } } }] },
      },
    ],
    guests: [
      `type Guest @key(fields: "id") { id: ID!  name: String! @shareable  home: Home! @shareable  age: Int! }
       type Home @shareable { city: String!  country: String! }`,
      {
        Guest: {
          ...believed,
          name: never,
          age: 40,
          home: { city: 'from its owner', country: 'Indonesia' },
        },
      },
    ],
  },
  asks: [
    { ask: '{ reviews { guest { name } } }', data: { reviews: [{ guest: { name: 'Komang' } }] } },
    {
      ask: '{ reviews { guest { age n: name } text } }',
      data: { reviews: [{ guest: { age: 40, n: 'Komang' }, text: 'Good' }] },
    },
    {
      ask: '{ reviews { guest { home { city } } } }',
      data: { reviews: [{ guest: { home: { city: 'Ubud' } } }] },
    },
  ],
});

federationCase('only what is asked for is brought along', {
  parts: {
    list: [
      `type Query { item: Item  items: [Item!]! @provides(fields: "name origin") }
       type Item @key(fields: "id") { id: ID!  name: String! @external  origin: String! @external }`.replace(
        'item: Item ',
        'item: Item @provides(fields: "name origin") ',
      ),
      {
        Query: {
          item: { id: '1', name: 'Batik' },
          items: [
            { id: '1', name: 'Batik' },
            { id: '2', name: 'Ikat' },
          ],
        },
        Item: { origin: never },
      },
    ],
    shop: [
      `type Item @key(fields: "id") { id: ID!  name: String! @shareable  origin: String! @shareable  stock: Int! }`,
      {
        Item: {
          ...believed,
          stock: ({ id }: { id: string }) => Number(id) * 10,
          name: never,
          origin: 'Java',
        },
      },
    ],
  },
  asks: [
    { ask: '{ item { id } }', data: { item: { id: '1' } } },
    { ask: '{ item { called: name } }', data: { item: { called: 'Batik' } } },
    {
      ask: '{ items { ...N stock } } fragment N on Item { name }',
      data: {
        items: [
          { name: 'Batik', stock: 10 },
          { name: 'Ikat', stock: 20 },
        ],
      },
    },
    { ask: '{ item { ... { name } ... { stock } } }', data: { item: { name: 'Batik', stock: 10 } } },
    {
      ask: '{ item { id ... on Item @skip(if: true) { origin } ... @include(if: false) { origin } } }',
      data: { item: { id: '1' } },
    },
  ],
});

federationCase('fields brought along by a union and by an interface', {
  parts: {
    front: [
      `type Query {
         media: [Media!]! @provides(fields: "... on Book { title } ... on Film { title }")
         shown: [Shown!]! @provides(fields: "... on Lion { tag age } ... on Bird { tag }")
       }
       union Media = Book | Film
       type Book @key(fields: "id") { id: ID!  title: String! @external }
       type Film @key(fields: "id") { id: ID!  title: String! @external }
       interface Shown { id: ID! }
       type Lion implements Shown @key(fields: "id") { id: ID!  tag: String! @external  age: Int! @external }
       type Bird implements Shown @key(fields: "id") { id: ID!  tag: String! @external }`,
      {
        Query: {
          media: [
            { __typename: 'Book', id: 'b', title: 'given' },
            { __typename: 'Film', id: 'f', title: 'given' },
          ],
          shown: [
            { __typename: 'Lion', id: 'l', tag: 'given', age: 3 },
            { __typename: 'Bird', id: 'v', tag: 'given' },
          ],
        },
      },
    ],
    back: [
      `type Book @key(fields: "id") { id: ID!  title: String! @shareable  pages: Int! }
       type Film @key(fields: "id") { id: ID!  title: String! @shareable }
       interface Tagged { tag: String! }
       type Lion implements Tagged @key(fields: "id") { id: ID!  tag: String! @shareable  age: Int! @shareable }
       type Bird implements Tagged @key(fields: "id") { id: ID!  tag: String! @shareable  age: Int! @shareable }`,
      {
        Book: { ...believed, title: never, pages: 7 },
        Film: { ...believed, title: never },
        Lion: { ...believed, tag: never, age: never },
        Bird: { ...believed, tag: never, age: 1 },
      },
    ],
  },
  asks: [
    {
      ask: '{ media { ... on Book { title pages } ... on Film { title } } }',
      data: { media: [{ title: 'given', pages: 7 }, { title: 'given' }] },
    },
    {
      ask: '{ shown { ... on Tagged { tag } ... on Lion { age } ... on Bird { age } } }',
      data: {
        shown: [
          { tag: 'given', age: 3 },
          { tag: 'given', age: 1 },
        ],
      },
    },
  ],
});

federationCase('a value type that each service fills as far as it can', {
  parts: {
    a: [
      `type Query { money: Money! @shareable  a: Money! }
       type Money @shareable { amount: Int!  currency: String! }`,
      { Query: { money: { amount: 1, currency: 'IDR' }, a: { amount: 2, currency: 'IDR' } } },
    ],
    b: [
      `type Query { b: Money! }
       type Money @shareable { amount: Int!  currency: String! }`,
      { Query: { b: { amount: 3, currency: 'USD' } } },
    ],
  },
  asks: [
    {
      ask: '{ b { amount currency } a { ...M } money { ...M } } fragment M on Money { currency amount }',
      data: {
        b: { amount: 3, currency: 'USD' },
        a: { currency: 'IDR', amount: 2 },
        money: { currency: 'IDR', amount: 1 },
      },
    },
  ],
});

federationCase('a root field that every service answers in part', {
  parts: {
    a: [
      `type Query { shop: Shop! @shareable  a: String! }  type Shop { name: Name! @shareable  a: Int! }
       type Name { short: String! }`,
      { Query: { shop: { name: { short: 'Z' }, a: 1 }, a: 'A' } },
    ],
    b: [
      `type Query { shop: Shop! @shareable  b: String! }  type Shop { name: Name! @shareable  b: Int! }
       type Name { long: String! }`,
      { Query: { shop: { name: { long: 'Zantara' }, b: 2 }, b: 'B' } },
    ],
  },
  asks: [
    { ask: '{ shop { b a } }', data: { shop: { b: 2, a: 1 } } },
    { ask: '{ shop { name { long short } } }', data: { shop: { name: { long: 'Zantara', short: 'Z' } } } },
    { ask: '{ x: shop { a } y: shop { b } b a }', data: { x: { a: 1 }, y: { b: 2 }, b: 'B', a: 'A' } },
  ],
});

federationCase('an entity that is resolved here and there with the same fields', {
  parts: {
    a: [
      `type Query { one: Item! }  type Item @key(fields: "id") { id: ID!  name: String! @shareable }`,
      { Query: { one: { id: '1', name: 'same' } } },
    ],
    b: [
      `type Query { two: Item! }  type Item @key(fields: "id") { id: ID!  name: String! @shareable  size: Int! }`,
      {
        Query: { two: { id: '2', name: 'same', size: 2 } },
        Item: found([{ id: '1', name: 'same', size: 1 }], 'id'),
      },
    ],
  },
  asks: [
    {
      ask: '{ one { name size } two { size name id } }',
      data: { one: { name: 'same', size: 1 }, two: { size: 2, name: 'same', id: '2' } },
    },
  ],
});
