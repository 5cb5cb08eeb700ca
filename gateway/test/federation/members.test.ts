import { federationCase } from './federation-case.fixture.ts';
import { believed, found } from './graph.fixture.ts';

federationCase('one response name, of another type in each member', {
  parts: {
    a: [
      `type Query { things: [Thing!]!  owned: [Owned!]! }
       union Thing = Shop | Person
       interface Owned { id: ID! }
       type Shop implements Owned @key(fields: "id") { id: ID!  size: Int! }
       type Person implements Owned @key(fields: "id") { id: ID!  size: Int }`,
      {
        Query: {
          things: [
            { __typename: 'Shop', id: '1', size: 10 },
            { __typename: 'Person', id: '2', size: null },
          ],
          owned: [
            { __typename: 'Person', id: '2', size: 5 },
            { __typename: 'Shop', id: '1', size: 10 },
          ],
        },
      },
    ],
    b: [
      `type Shop @key(fields: "id") { id: ID!  label: String!  rank: Int! }
       type Person @key(fields: "id") { id: ID!  label: String  rank: Int! }`,
      {
        Shop: { ...believed, label: 'shop', rank: 1 },
        Person: {
          ...believed,
          label: null,
          rank: () => {
            throw new Error('no rank');
          },
        },
      },
    ],
  },
  asks: [
    {
      ask: '{ things { ... on Shop { a: size b: label } ... on Person { c: size d: label } } }',
      data: {
        things: [
          { a: 10, b: 'shop' },
          { c: null, d: null },
        ],
      },
    },
    {
      ask: '{ owned { ... on Person { c: size d: label } ... on Shop { id b: label size } } }',
      data: {
        owned: [
          { c: 5, d: null },
          { id: '1', b: 'shop', size: 10 },
        ],
      },
    },
    {
      ask: '{ a: things { ... on Shop { rank } } owned { ... on Shop { rank } } }',
      data: { a: [{ rank: 1 }, {}], owned: [{}, { rank: 1 }] },
    },
  ],
});

federationCase('members of a union that other services extend', {
  parts: {
    a: [
      `type Query { found: [Found!]! }
       union Found = Visa | Firm
       type Visa @key(fields: "code") { code: ID! }
       type Firm @key(fields: "tax { number }") { tax: Tax! }
       type Tax @shareable { number: ID! }`,
      {
        Query: {
          found: [
            { __typename: 'Visa', code: 'C1' },
            { __typename: 'Firm', tax: { number: '9' } },
            { __typename: 'Visa', code: 'D2' },
          ],
        },
      },
    ],
    b: [
      `type Visa @key(fields: "code") { code: ID!  price: Int! }`,
      {
        Visa: found(
          [
            { code: 'C1', price: 10 },
            { code: 'D2', price: 20 },
          ],
          'code',
        ),
      },
    ],
    c: [
      `type Firm @key(fields: "tax { number }") { tax: Tax!  name: String! }  type Tax @shareable { number: ID! }`.replace(
        'tax: Tax!',
        'tax: Tax! @external',
      ),
      { Firm: { ...believed, name: ({ tax }: { tax: { number: string } }) => `Firm ${tax.number}` } },
    ],
  },
  asks: [
    {
      ask: '{ found { ... on Visa { price } ... on Firm { name } } }',
      data: { found: [{ price: 10 }, { name: 'Firm 9' }, { price: 20 }] },
    },
  ],
});
