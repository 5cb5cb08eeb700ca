import { federationCase } from './federation-case.fixture.ts';
import { found } from './graph.fixture.ts';

const boats = [
  { id: '1', code: 'RJ', name: 'Rinjani' },
  { id: '2', code: 'ML', name: 'Melati' },
];

federationCase('one entity, half of it in each service', {
  parts: {
    yard: [
      `type Query { boats: [Boat!]!  boat(id: ID!): Boat }
       type Boat @key(fields: "id") { id: ID!  name: String! }`,
      {
        Query: { boats, boat: (_: unknown, { id }: { id: string }) => boats.find((each) => each.id === id) },
      },
    ],
    berths: [
      `type Boat @key(fields: "id") { id: ID!  berth: Int!  note: String }`,
      {
        Boat: found(
          [
            { id: '1', berth: 7, note: null },
            { id: '2', berth: 9, note: 'deep' },
          ],
          'id',
        ),
      },
    ],
  },
  asks: [
    {
      ask: '{ boats { berth name } }',
      data: {
        boats: [
          { berth: 7, name: 'Rinjani' },
          { berth: 9, name: 'Melati' },
        ],
      },
    },
    { ask: '{ boat(id: "2") { n: note b: berth } }', data: { boat: { n: 'deep', b: 9 } } },
    { ask: '{ boat(id: "3") { berth } }', data: { boat: null } },
    {
      ask: '{ a: boat(id: "1") { berth } b: boat(id: "2") { berth id } c: boat(id: "1") { name } }',
      data: { a: { berth: 7 }, b: { berth: 9, id: '2' }, c: { name: 'Rinjani' } },
    },
  ],
});

federationCase('a key that only a third service can turn into the next one', {
  parts: {
    yard: [
      `type Query { boats: [Boat!]! }  type Boat @key(fields: "id") { id: ID! }`,
      { Query: { boats: [{ id: '2' }, { id: '1' }] } },
    ],
    register: [
      `type Boat @key(fields: "id") @key(fields: "code") { id: ID!  code: ID! }`,
      { Boat: found(boats, 'id', 'code') },
    ],
    port: [
      `type Boat @key(fields: "code") { code: ID!  dues: Int! }`,
      {
        Boat: found(
          [
            { code: 'RJ', dues: 10 },
            { code: 'ML', dues: 20 },
          ],
          'code',
        ),
      },
    ],
  },
  asks: [
    { ask: '{ boats { dues } }', data: { boats: [{ dues: 20 }, { dues: 10 }] } },
    {
      ask: '{ boats { code id dues } }',
      data: {
        boats: [
          { code: 'ML', id: '2', dues: 20 },
          { code: 'RJ', id: '1', dues: 10 },
        ],
      },
    },
  ],
});

const stalls = [
  { market: 'Ubud', number: 1, goods: 'rice' },
  { market: 'Ubud', number: 2, goods: 'silver' },
  { market: 'Sanur', number: 1, goods: 'fish' },
];

federationCase('a key of two fields', {
  parts: {
    markets: [
      `type Query { stalls: [Stall!]! }
       type Stall @key(fields: "market number") { market: String!  number: Int! }`,
      { Query: { stalls: stalls.toReversed() } },
    ],
    goods: [
      `type Stall @key(fields: "market number") { market: String!  number: Int!  goods: String! }`,
      {
        Stall: {
          __resolveReference: ({ market, number }: { market: string; number: number }) =>
            stalls.find((each) => each.market === market && each.number === number),
        },
      },
    ],
  },
  asks: [
    {
      ask: '{ stalls { goods number } }',
      data: {
        stalls: [
          { goods: 'fish', number: 1 },
          { goods: 'silver', number: 2 },
          { goods: 'rice', number: 1 },
        ],
      },
    },
  ],
});

federationCase('a key with an object and a list in it', {
  parts: {
    tours: [
      `type Query { tours: [Tour!]! }
       type Tour @key(fields: "guide { id } stops { place { id } }") { guide: Guide!  stops: [Stop!]!  title: String! }
       type Guide @key(fields: "id") { id: ID! }
       type Stop { place: Place! }
       type Place @key(fields: "id") { id: ID! }`,
      {
        Query: {
          tours: [
            { title: 'East', guide: { id: 'g1' }, stops: [{ place: { id: 'p1' } }, { place: { id: 'p2' } }] },
            { title: 'West', guide: { id: 'g2' }, stops: [] },
          ],
        },
      },
    ],
    prices: [
      `type Tour @key(fields: "guide { id } stops { place { id } }") { guide: Guide!  stops: [Stop!]!  price: Int! }
       type Guide @key(fields: "id") { id: ID!  name: String! }
       type Stop @shareable { place: Place! }
       type Place @key(fields: "id") { id: ID! }`.replace(
        'guide: Guide!  stops: [Stop!]!  price',
        'guide: Guide! @shareable  stops: [Stop!]! @shareable  price',
      ),
      {
        Tour: {
          __resolveReference: (reference: { guide: { id: string }; stops: { place: { id: string } }[] }) => ({
            ...reference,
            price: reference.guide.id === 'g1' ? 100 + reference.stops.length : 50,
          }),
        },
        Guide: found(
          [
            { id: 'g1', name: 'Wayan' },
            { id: 'g2', name: 'Made' },
          ],
          'id',
        ),
      },
    ],
  },
  asks: [
    {
      ask: '{ tours { title price } }',
      data: {
        tours: [
          { title: 'East', price: 102 },
          { title: 'West', price: 50 },
        ],
      },
    },
    {
      ask: '{ tours { guide { name } price stops { place { id } } } }',
      data: {
        tours: [
          { guide: { name: 'Wayan' }, price: 102, stops: [{ place: { id: 'p1' } }, { place: { id: 'p2' } }] },
          { guide: { name: 'Made' }, price: 50, stops: [] },
        ],
      },
    },
  ],
});
