import { federationCase } from './federation-case.fixture.ts';
import { believed, found } from './graph.fixture.ts';

federationCase('references that are null, and lists with holes', {
  parts: {
    trips: [
      `type Query { trips: [Trip!]! }
       type Trip { crew: [Person]!  captain: Person  mate: Person }
       type Person @key(fields: "id", resolvable: false) { id: ID! }`,
      {
        Query: {
          trips: [
            { crew: [{ id: '1' }, null, { id: '2' }], captain: { id: '1' }, mate: null },
            { crew: [null], captain: null, mate: { id: 'unknown' } },
          ],
        },
      },
    ],
    people: [
      `type Person @key(fields: "id") { id: ID!  name: String!  nick: String }`,
      {
        Person: found(
          [
            { id: '1', name: 'Ketut', nick: 'K' },
            { id: '2', name: 'Nyoman', nick: null },
          ],
          'id',
        ),
      },
    ],
  },
  asks: [
    {
      ask: '{ trips { crew { name } captain { nick } } }',
      data: {
        trips: [
          { crew: [{ name: 'Ketut' }, null, { name: 'Nyoman' }], captain: { nick: 'K' } },
          { crew: [null], captain: null },
        ],
      },
    },
    {
      ask: '{ trips { mate { id nick } } }',
      data: { trips: [{ mate: null }, { mate: { id: 'unknown', nick: null } }] },
    },
    {
      ask: '{ trips { mate { id name } } }',
      data: { trips: [{ mate: null }, { mate: null }] },
      errors: ['trips.1.mate.name DOWNSTREAM_SERVICE_ERROR'],
    },
  ],
});

federationCase('an object without a key, whose other fields are reached over its parent', {
  parts: {
    shop: [
      `type Query { goods: [Good!]! }
       type Good @key(fields: "id") { id: ID!  box: Box! @shareable }
       type Box { size: Int! }`,
      {
        Query: {
          goods: [
            { id: 'a', box: { size: 1 } },
            { id: 'b', box: { size: 2 } },
          ],
        },
      },
    ],
    store: [
      `type Good @key(fields: "id") { id: ID!  box: Box! @shareable }
       type Box { weight: Float!  label: Label! }
       type Label { text: String! }`,
      {
        Good: {
          ...believed,
          box: ({ id }: { id: string }) => ({ weight: id === 'a' ? 0.5 : 1.5, label: { text: `box ${id}` } }),
        },
      },
    ],
  },
  asks: [
    {
      ask: '{ goods { box { weight size } } }',
      data: { goods: [{ box: { weight: 0.5, size: 1 } }, { box: { weight: 1.5, size: 2 } }] },
    },
    {
      ask: '{ goods { box { label { text } } } }',
      data: { goods: [{ box: { label: { text: 'box a' } } }, { box: { label: { text: 'box b' } } }] },
    },
  ],
});

federationCase('entities within entities, to and fro', {
  parts: {
    people: [
      `type Query { people: [Person!]! }
       type Person @key(fields: "id") { id: ID!  name: String!  friend: Person }`,
      {
        Query: { people: [{ id: '1' }] },
        Person: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          name: ({ id }: { id: string }) => `Person ${id}`,
          friend: ({ id }: { id: string }) => (id === '1' ? { id: '2' } : null),
        },
      },
    ],
    boats: [
      `type Person @key(fields: "id") { id: ID!  boat: Boat }
       type Boat @key(fields: "id") { id: ID!  owner: Person! }`,
      {
        Person: { ...believed, boat: ({ id }: { id: string }) => ({ id: `boat-${id}`, owner: { id } }) },
      },
    ],
  },
  asks: [
    {
      ask: '{ people { boat { owner { name friend { name boat { id owner { name friend { id } } } } } } } }',
      data: {
        people: [
          {
            boat: {
              owner: {
                name: 'Person 1',
                friend: {
                  name: 'Person 2',
                  boat: { id: 'boat-2', owner: { name: 'Person 2', friend: null } },
                },
              },
            },
          },
        ],
      },
    },
  ],
});

federationCase('a service that knows an entity only by a key that must be asked for elsewhere', {
  parts: {
    list: [
      `type Query { villas: [Villa!]! }
       type Villa @key(fields: "id") { id: ID! }`,
      { Query: { villas: [{ id: '1' }, { id: '2' }] } },
    ],
    deeds: [
      `type Villa @key(fields: "id") @key(fields: "plot { district number }") { id: ID!  plot: Plot! }
       type Plot @shareable { district: String!  number: Int! }`,
      {
        Villa: found(
          [
            { id: '1', plot: { district: 'Ubud', number: 4 } },
            { id: '2', plot: { district: 'Kuta', number: 8 } },
          ],
          'id',
        ),
      },
    ],
    taxes: [
      `type Villa @key(fields: "plot { district number }") { plot: Plot! @shareable  tax: Int! }
       type Plot @shareable { district: String!  number: Int! }`.replace(
        'plot: Plot! @shareable',
        'plot: Plot! @external',
      ),
      {
        Villa: {
          ...believed,
          tax: ({ plot }: { plot: { district: string; number: number } }) =>
            plot.number * (plot.district === 'Ubud' ? 10 : 1),
        },
      },
    ],
  },
  asks: [
    { ask: '{ villas { tax } }', data: { villas: [{ tax: 40 }, { tax: 8 }] } },
    {
      ask: '{ villas { plot { number } tax id } }',
      data: {
        villas: [
          { plot: { number: 4 }, tax: 40, id: '1' },
          { plot: { number: 8 }, tax: 8, id: '2' },
        ],
      },
    },
  ],
});
