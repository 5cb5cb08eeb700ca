import { AppError } from '../../../services/shared/errors.ts';
import { federationCase } from './federation-case.fixture.ts';
import { believed, found } from './graph.fixture.ts';

federationCase('needed fields of a union and of an interface, by fragments', {
  parts: {
    houses: [
      `type Query { house: House! }
       type House @key(fields: "id") { id: ID!  power: Power!  owner: Owner! }
       union Power = Solar | Grid
       type Solar @shareable { panels: Int! }
       type Grid @shareable { volts: Int! }
       interface Owner { name: String! }
       type Firm implements Owner @shareable { name: String!  seats: Int! }`,
      {
        Query: { house: { id: 'h' } },
        House: {
          ...believed,
          power: { __typename: 'Solar', panels: 12 },
          owner: { __typename: 'Firm', name: 'Zantara', seats: 3 },
        },
      },
    ],
    audit: [
      `type House @key(fields: "id") {
         id: ID!  power: Power! @external  owner: Owner! @external
         rating: String! @requires(fields: "power { ... on Solar { panels } ... on Grid { volts } } owner { name ... on Firm { seats } }")
       }
       union Power = Solar | Grid
       type Solar @shareable { panels: Int! }
       type Grid @shareable { volts: Int! }
       interface Owner { name: String! }
       type Firm implements Owner @shareable { name: String!  seats: Int! }`,
      {
        House: {
          ...believed,
          rating: ({
            power,
            owner,
          }: {
            power: { panels?: number };
            owner: { name: string; seats?: number };
          }) => `${power.panels} panels, ${owner.name} with ${owner.seats}`,
        },
      },
    ],
  },
  asks: [
    { ask: '{ house { rating } }', data: { house: { rating: '12 panels, Zantara with 3' } } },
    {
      ask: '{ house { power { ... on Grid { volts } } rating owner { name } } }',
      data: { house: { power: {}, rating: '12 panels, Zantara with 3', owner: { name: 'Zantara' } } },
    },
  ],
});

federationCase('a needed field that is null', {
  parts: {
    goods: [
      `type Query { goods: [Good!]! }
       type Good @key(fields: "id") { id: ID!  size: Int }`,
      {
        Query: { goods: [{ id: '1' }, { id: '2' }] },
        Good: {
          ...believed,
          size: ({ id }: { id: string }) => (id === '1' ? null : 4),
        },
      },
    ],
    boxes: [
      `type Good @key(fields: "id") { id: ID!  size: Int @external  box: String @requires(fields: "size") }`,
      { Good: { ...believed, box: ({ size }: { size: number | null }) => `box ${size}` } },
    ],
  },
  asks: [
    { ask: '{ goods { box } }', data: { goods: [{ box: 'box null' }, { box: 'box 4' }] } },
    {
      ask: '{ goods { size box } }',
      data: {
        goods: [
          { size: null, box: 'box null' },
          { size: 4, box: 'box 4' },
        ],
      },
    },
  ],
});

federationCase('needed fields below a list of entities', {
  parts: {
    carts: [
      `type Query { cart: Cart! }
       type Cart @key(fields: "id") { id: ID!  items: [Item!]! }
       type Item @key(fields: "id") { id: ID! }`,
      {
        Query: { cart: { id: 'c', items: [{ id: 'a' }, { id: 'b' }] } },
        Cart: { __resolveReference: () => ({ id: 'c', items: [{ id: 'a' }, { id: 'b' }] }) },
      },
    ],
    items: [
      `type Item @key(fields: "id") { id: ID!  price: Int! }`,
      {
        Item: found(
          [
            { id: 'a', price: 3 },
            { id: 'b', price: 4 },
          ],
          'id',
        ),
      },
    ],
    totals: [
      `type Cart @key(fields: "id") { id: ID!  items: [Item!]! @external  total: Int! @requires(fields: "items { price }") }
       type Item @key(fields: "id") { id: ID!  price: Int! @external }`,
      {
        Cart: {
          ...believed,
          total: ({ items }: { items: { price: number }[] }) =>
            items.reduce((sum, { price }) => sum + price, 0),
        },
      },
    ],
  },
  asks: [
    { ask: '{ cart { total } }', data: { cart: { total: 7 } } },
    {
      ask: '{ cart { items { id } total } }',
      data: { cart: { items: [{ id: 'a' }, { id: 'b' }], total: 7 } },
    },
  ],
});

federationCase('a needed field that fails', {
  parts: {
    goods: [
      `type Query { goods: [Good!]! }
       type Good @key(fields: "id") { id: ID!  size: Int }`,
      {
        Query: { goods: [{ id: '1' }, { id: '2' }] },
        Good: {
          ...believed,
          size: ({ id }: { id: string }) => {
            if (id === '1') throw new AppError('CONFLICT', 'on purpose');
            return 4;
          },
        },
      },
    ],
    boxes: [
      `type Good @key(fields: "id") { id: ID!  size: Int @external  box: String @requires(fields: "size") }`,
      {
        Good: {
          ...believed,
          box: ({ size }: { size: number | null }) => (size === null ? null : `box ${size}`),
        },
      },
    ],
  },
  asks: [
    {
      ask: '{ goods { size box } }',
      data: {
        goods: [
          { size: null, box: null },
          { size: 4, box: 'box 4' },
        ],
      },
      errors: ['goods.0.size CONFLICT'],
      errorsInOneProcess: ['goods.0.size CONFLICT', 'goods.0.box CONFLICT'],
    },
    {
      ask: '{ goods { box } }',
      data: { goods: [{ box: null }, { box: 'box 4' }] },
      errors: ['goods.0.size CONFLICT'],
      errorsInOneProcess: ['goods.0.box CONFLICT'],
    },
  ],
});
