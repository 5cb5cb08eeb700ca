import { federationCase } from './federation-case.fixture.ts';
import { believed, found } from './graph.fixture.ts';

const goods = [
  { upc: 'a', name: 'A', price: 10, weight: 2 },
  { upc: 'b', name: 'B', price: 2000, weight: 3 },
];
const estimate = ({ price, weight }: { price: number; weight: number }) =>
  price > 1000 ? 0 : price * weight;
const owner = [
  `# version 1
   type Query { goods: [Good!]! }  type Good @key(fields: "upc") { upc: ID!  name: String!  price: Int  weight: Int }`,
  { Query: { goods }, Good: found(goods, 'upc') },
] as const;
const answers = [
  {
    ask: '{ goods { estimate inStock } }',
    data: {
      goods: [
        { estimate: 20, inStock: true },
        { estimate: 0, inStock: true },
      ],
    },
  },
  {
    ask: '{ goods { inStock upc } }',
    data: {
      goods: [
        { inStock: true, upc: 'a' },
        { inStock: true, upc: 'b' },
      ],
    },
  },
  { ask: '{ one { name estimate } }', data: { one: { name: 'B', estimate: 0 } } },
];
const stock = { Query: { one: { upc: 'b' } }, Good: { ...believed, inStock: true, estimate } };
const body = `
  upc: ID! @external  price: Int @external  weight: Int @external
  inStock: Boolean  estimate: Int @requires(fields: "price weight")`;

federationCase('the first version: "extend type" with external keys', {
  parts: {
    owner,
    stock: [
      `# version 1\n extend type Query { one: Good! }  extend type Good @key(fields: "upc") {${body}}`,
      stock,
    ],
  },
  asks: answers,
});

federationCase('the first version: @extends in place of "extend type"', {
  parts: {
    owner,
    stock: [
      `# version 1\n type Query @extends { one: Good! }  type Good @extends @key(fields: "upc") {${body}}`,
      stock,
    ],
  },
  asks: answers,
});

federationCase('the second version: "extend type" and external keys', {
  parts: {
    owner,
    stock: [`extend type Query { one: Good! }  extend type Good @key(fields: "upc") {${body}}`, stock],
  },
  asks: answers,
});

federationCase('the second version: @extends', {
  parts: {
    owner,
    stock: [`type Query { one: Good! }  type Good @extends @key(fields: "upc") {${body}}`, stock],
  },
  asks: answers,
});

federationCase('an extension with a key of its own that the owner can resolve too', {
  parts: {
    owner: [
      `type Query { users: [User!]! }
       type User @key(fields: "id") @key(fields: "email") { id: ID!  email: ID!  name: String! }`,
      {
        Query: { users: [{ id: '1', email: 'e1', name: 'N1' }] },
        User: found(
          [
            { id: '1', email: 'e1', name: 'N1' },
            { id: '2', email: 'e2', name: 'N2' },
          ],
          'id',
          'email',
        ),
      },
    ],
    posts: [
      `type Query { author: User! @provides(fields: "name") }
       extend type User @key(fields: "email") { email: ID! @external  name: String! @external  posts: Int! }`.replace(
        'name: String! @external',
        'name: String! @external',
      ),
      {
        Query: { author: { email: 'e2', name: 'given' } },
        User: { ...believed, posts: ({ email }: { email: string }) => email.length },
      },
    ],
  },
  asks: [
    { ask: '{ users { posts name } }', data: { users: [{ posts: 2, name: 'N1' }] } },
    { ask: '{ author { id posts } }', data: { author: { id: '2', posts: 2 } } },
    { ask: '{ author { name } }', data: { author: { name: 'given' } } },
  ],
});
