import { federationCase } from './federation-case.fixture.ts';
import { believed } from './graph.fixture.ts';

federationCase('a field that another service has taken over', {
  parts: {
    old: [
      `type Query { posts: [Post!]!  feed: [Item!]! }
       interface Item { id: ID!  made: String! }
       type Post implements Item @key(fields: "id") { id: ID!  made: String!  kept: String! }`,
      {
        Query: {
          posts: [{ id: '1' }, { id: '2' }],
          feed: [{ __typename: 'Post', id: '3' }],
        },
        Post: { ...believed, made: 'old', kept: 'kept' },
      },
    ],
    next: [
      `type Post @key(fields: "id") { id: ID!  made: String! @override(from: "old") }`,
      { Post: { ...believed, made: ({ id }: { id: string }) => `new ${id}` } },
    ],
  },
  asks: [
    {
      ask: '{ posts { made kept } }',
      data: {
        posts: [
          { made: 'new 1', kept: 'kept' },
          { made: 'new 2', kept: 'kept' },
        ],
      },
    },
    { ask: '{ feed { made id } }', data: { feed: [{ made: 'new 3', id: '3' }] } },
    { ask: '{ feed { ... on Post { made } } }', data: { feed: [{ made: 'new 3' }] } },
  ],
});

federationCase('a field taken over that needs another one', {
  parts: {
    a: [
      `type Query { jobs: [Job!]! }
       type Job @key(fields: "id") { id: ID!  hours: Int!  cost: Int! }`,
      { Query: { jobs: [{ id: '1' }] }, Job: { ...believed, hours: 3, cost: 1 } },
    ],
    b: [
      `type Job @key(fields: "id") { id: ID!  hours: Int! @external  cost: Int! @override(from: "a") @requires(fields: "hours") }`,
      { Job: { ...believed, cost: ({ hours }: { hours: number }) => hours * 100 } },
    ],
    c: [
      `type Job @key(fields: "id") { id: ID!  cost: Int! @external  tax: Int! @requires(fields: "cost") }`,
      { Job: { ...believed, tax: ({ cost }: { cost: number }) => cost / 10 } },
    ],
  },
  asks: [
    { ask: '{ jobs { cost } }', data: { jobs: [{ cost: 300 }] } },
    { ask: '{ jobs { tax } }', data: { jobs: [{ tax: 30 }] } },
    { ask: '{ jobs { tax cost hours } }', data: { jobs: [{ tax: 30, cost: 300, hours: 3 }] } },
  ],
});

federationCase('a field taken over from a service that is not there', {
  parts: {
    only: [
      `type Query { note: Note! }
       type Note @key(fields: "id") { id: ID!  text: String! @override(from: "gone") }`,
      { Query: { note: { id: '1', text: 'here' } } },
    ],
    other: [`type Note @key(fields: "id") { id: ID!  size: Int! }`, { Note: { ...believed, size: 4 } }],
  },
  asks: [{ ask: '{ note { text size } }', data: { note: { text: 'here', size: 4 } } }],
});

federationCase('a root field taken over', {
  parts: {
    old: [`type Query { rate: Int!  stay: Int! }`, { Query: { rate: 1, stay: 1 } }],
    next: [`type Query { rate: Int! @override(from: "old") }`, { Query: { rate: 2 } }],
  },
  asks: [{ ask: '{ rate stay }', data: { rate: 2, stay: 1 } }],
});

federationCase('what clients may not see works for the services', {
  parts: {
    a: [
      `type Query { rooms: [Room!]!  secret: String @inaccessible }
       type Room @key(fields: "key") { key: ID! @inaccessible  name: String!  state: State }
       enum State { FREE  TAKEN  BROKEN @inaccessible }
       type Safe @inaccessible { code: Int! }`,
      {
        Query: {
          rooms: [
            { key: 'k1', name: 'Blue', state: 'FREE' },
            { key: 'k2', name: 'Red', state: 'BROKEN' },
          ],
        },
      },
    ],
    b: [
      `type Room @key(fields: "key") { key: ID! @inaccessible  beds(kind: String = "x", hidden: Int @inaccessible): Int! }`,
      {
        Room: {
          ...believed,
          beds: ({ key }: { key: string }, { kind }: { kind: string }) =>
            (key === 'k1' ? 1 : 2) + (kind === 'y' ? 10 : 0),
        },
      },
    ],
  },
  asks: [
    {
      ask: '{ rooms { beds name } }',
      data: {
        rooms: [
          { beds: 1, name: 'Blue' },
          { beds: 2, name: 'Red' },
        ],
      },
    },
    {
      ask: '{ rooms { y: beds(kind: "y") key: beds } }',
      data: {
        rooms: [
          { y: 11, key: 1 },
          { y: 12, key: 2 },
        ],
      },
    },
    {
      ask: '{ rooms { state } }',
      data: { rooms: [{ state: 'FREE' }, { state: null }] },
      errors: ['rooms.1.state INTERNAL_SERVER_ERROR'],
    },
  ],
});
