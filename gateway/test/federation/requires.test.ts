import { federationCase } from './federation-case.fixture.ts';
import { believed, found } from './graph.fixture.ts';

type Parcel = { id: string; weight: number; zone: { name: string; factor: number } | null; price: number };

const parcels = [
  { id: '1', weight: 2, zone: { name: 'near', factor: 1 }, price: 10 },
  { id: '2', weight: 3, zone: { name: 'far', factor: 5 }, price: 20 },
  { id: '3', weight: 4, zone: null, price: 30 },
];

federationCase('a field that needs fields of another service', {
  parts: {
    parcels: [
      `type Query { parcels: [Parcel!]! }
       type Parcel @key(fields: "id") { id: ID!  weight: Int!  zone: Zone }
       type Zone @shareable { name: String!  factor: Int! }`,
      { Query: { parcels }, Parcel: found(parcels, 'id') },
    ],
    shipping: [
      `type Parcel @key(fields: "id") {
         id: ID!  weight: Int! @external  zone: Zone @external
         fee: Int! @requires(fields: "weight")
         route: String @requires(fields: "zone { name factor }")
       }
       type Zone @shareable { name: String!  factor: Int! }`,
      {
        Parcel: {
          ...believed,
          fee: ({ weight }: Parcel) => weight * 100,
          route: ({ zone }: Parcel) => (zone ? `${zone.name} x${zone.factor}` : null),
        },
      },
    ],
    dues: [
      `type Parcel @key(fields: "id") { id: ID!  fee: Int! @external  duty: Int! @requires(fields: "fee") }`,
      { Parcel: { ...believed, duty: ({ fee }: { fee: number }) => fee / 10 } },
    ],
  },
  asks: [
    { ask: '{ parcels { fee } }', data: { parcels: [{ fee: 200 }, { fee: 300 }, { fee: 400 }] } },
    {
      ask: '{ parcels { route } }',
      data: { parcels: [{ route: 'near x1' }, { route: 'far x5' }, { route: null }] },
    },
    { ask: '{ parcels { duty } }', data: { parcels: [{ duty: 20 }, { duty: 30 }, { duty: 40 }] } },
    {
      ask: '{ parcels { duty weight: route fee: id } }',
      data: {
        parcels: [
          { duty: 20, weight: 'near x1', fee: '1' },
          { duty: 30, weight: 'far x5', fee: '2' },
          { duty: 40, weight: null, fee: '3' },
        ],
      },
    },
    {
      ask: 'query ($no: Boolean = false) { parcels { duty @include(if: $no) fee @skip(if: $no) } }',
      data: { parcels: [{ fee: 200 }, { fee: 300 }, { fee: 400 }] },
    },
    {
      ask: 'query ($yes: Boolean!) { parcels { duty @include(if: $yes) fee @skip(if: $yes) } }',
      variables: { yes: true },
      data: { parcels: [{ duty: 20 }, { duty: 30 }, { duty: 40 }] },
    },
  ],
});

federationCase('two services that need each other, field by field', {
  parts: {
    a: [
      `type Query { sum: Sum! }
       type Sum @key(fields: "id") {
         id: ID!  one: Int!  two: Int! @external  four: Int! @external
         three: Int! @requires(fields: "two")  five: Int! @requires(fields: "four")
       }`,
      {
        Query: { sum: { id: 's', one: 1 } },
        Sum: {
          ...believed,
          one: 1,
          three: ({ two }: { two: number }) => two + 1,
          five: ({ four }: { four: number }) => four + 1,
        },
      },
    ],
    b: [
      `type Sum @key(fields: "id") {
         id: ID!  one: Int! @external  three: Int! @external
         two: Int! @requires(fields: "one")  four: Int! @requires(fields: "three")
       }`,
      {
        Sum: {
          ...believed,
          two: ({ one }: { one: number }) => one + 1,
          four: ({ three }: { three: number }) => three + 1,
        },
      },
    ],
  },
  asks: [
    { ask: '{ sum { five } }', data: { sum: { five: 5 } } },
    { ask: '{ sum { four two three } }', data: { sum: { four: 4, two: 2, three: 3 } } },
  ],
});

federationCase('a needed field with arguments of its own, whatever the client gives', {
  parts: {
    goods: [
      `type Query { goods: [Good!]! }
       type Good @key(fields: "id") { id: ID!  price(in: Currency! = IDR): Int! }
       enum Currency { IDR USD EUR }`,
      {
        Query: { goods: [{ id: '1' }, { id: '2' }] },
        Good: {
          ...believed,
          price: ({ id }: { id: string }, { in: currency }: { in: string }) =>
            Number(id) * ({ IDR: 1000, USD: 10, EUR: 9 }[currency] ?? 0),
        },
      },
    ],
    taxes: [
      `type Good @key(fields: "id") {
         id: ID!  price(in: Currency! = IDR): Int! @external
         tax: Int! @requires(fields: "price(in: USD)")
         duty: Int! @requires(fields: "price(in: EUR)")
       }
       enum Currency { IDR USD EUR }`,
      {
        Good: {
          ...believed,
          tax: ({ price }: { price: number }) => price * 2,
          duty: ({ price }: { price: number }) => price * 3,
        },
      },
    ],
  },
  asks: [
    { ask: '{ goods { tax } }', data: { goods: [{ tax: 20 }, { tax: 40 }] } },
    {
      ask: '{ goods { price tax } }',
      data: {
        goods: [
          { price: 1000, tax: 20 },
          { price: 2000, tax: 40 },
        ],
      },
    },
    {
      ask: '{ goods { price(in: EUR) tax duty } }',
      data: {
        goods: [
          { price: 9, tax: 20, duty: 27 },
          { price: 18, tax: 40, duty: 54 },
        ],
      },
    },
  ],
});
