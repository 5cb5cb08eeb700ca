import { federationCase } from './federation-case.fixture.ts';
import { believed } from './graph.fixture.ts';

const never = () => {
  throw new Error('this service was not to be asked');
};

const wares = [
  { __typename: 'Lamp', id: 'l', label: 'Paper lamp' },
  { __typename: 'Rug', id: 'r', label: 'Red rug' },
];

federationCase('an interface and a union within what a field brings along', {
  parts: {
    window: [
      `type Query {
         rack: Rack! @provides(fields: "wares { id label }")
         chest: Chest! @provides(fields: "content { ... on Lamp { label } ... on Rug { label } }")
       }
       type Rack @key(fields: "id") { id: ID!  wares: [Ware!]! @external }
       type Chest @key(fields: "id") { id: ID!  content: [Content!]! @external }
       interface Ware { id: ID!  label: String! }
       union Content = Lamp | Rug
       type Lamp implements Ware @key(fields: "id") { id: ID!  label: String! @external }
       type Rug implements Ware @key(fields: "id") { id: ID!  label: String! @external }`,
      { Query: { rack: { id: '1', wares }, chest: { id: '2', content: wares } } },
    ],
    store: [
      `type Query { wares: [Ware!]! }
       type Rack @key(fields: "id") { id: ID!  wares: [Ware!]! @shareable  room: Int! }
       type Chest @key(fields: "id") { id: ID!  content: [Content!]! @shareable }
       interface Ware { id: ID!  label: String! }
       union Content = Lamp | Rug
       type Lamp implements Ware @key(fields: "id") { id: ID!  label: String! @shareable  watts: Int! }
       type Rug implements Ware @key(fields: "id") { id: ID!  label: String! @shareable }`,
      {
        Query: { wares },
        Rack: { ...believed, wares: never, room: 7 },
        Chest: { ...believed, content: never },
        Lamp: { ...believed, watts: 40 },
        Rug: believed,
      },
    ],
  },
  asks: [
    {
      ask: '{ rack { id wares { id label } } }',
      data: {
        rack: {
          id: '1',
          wares: [
            { id: 'l', label: 'Paper lamp' },
            { id: 'r', label: 'Red rug' },
          ],
        },
      },
    },
    {
      ask: '{ rack { wares { kind: __typename id ... on Rug { label } } room } }',
      data: {
        rack: {
          wares: [
            { kind: 'Lamp', id: 'l' },
            { kind: 'Rug', id: 'r', label: 'Red rug' },
          ],
          room: 7,
        },
      },
    },
    { ask: '{ rack { wares { id } } }', data: { rack: { wares: [{ id: 'l' }, { id: 'r' }] } } },
    {
      ask: '{ chest { content { __typename ... on Lamp { label } ... on Ware { label } } } }',
      data: {
        chest: {
          content: [
            { __typename: 'Lamp', label: 'Paper lamp' },
            { __typename: 'Rug', label: 'Red rug' },
          ],
        },
      },
    },
    {
      ask: '{ chest { content { ... on Lamp { label } } } }',
      data: { chest: { content: [{ label: 'Paper lamp' }, {}] } },
    },
    {
      ask: '{ wares { __typename ... on Lamp { watts } } rack { room } }',
      data: {
        wares: [{ __typename: 'Lamp', watts: 40 }, { __typename: 'Rug' }],
        rack: { room: 7 },
      },
    },
  ],
});
