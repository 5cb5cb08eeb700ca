import { AppError, badInput } from '../../../services/shared/errors.ts';
import { federationCase } from './federation-case.fixture.ts';
import { believed } from './graph.fixture.ts';

const fail = (code: 'NOT_FOUND' | 'CONFLICT' | 'FORBIDDEN') => () => {
  throw new AppError(code, 'on purpose');
};

federationCase('fields that fail, on either side of an entity', {
  parts: {
    a: [
      `type Query { items: [Item!]  item: Item  strict: Item!  soft: Item  many: [Item]! }
       type Item @key(fields: "id") { id: ID!  own: Int  must: Int!  list: [Int!]  pair: Pair }
       type Pair { left: Int!  right: Int }`,
      {
        Query: {
          items: [{ id: '1' }, { id: '2' }],
          item: { id: '1' },
          strict: fail('FORBIDDEN'),
          soft: fail('NOT_FOUND'),
          many: [{ id: '1' }, { id: '2' }, new AppError('CONFLICT', 'on purpose'), null],
        },
        Item: {
          ...believed,
          own: ({ id }: { id: string }) => {
            if (id === '2') throw badInput('no');
            return 1;
          },
          must: ({ id }: { id: string }) => (id === '2' ? fail('CONFLICT')() : 1),
          list: [1, null, 2],
          pair: { left: fail('NOT_FOUND'), right: async () => fail('FORBIDDEN')() },
        },
      },
    ],
    b: [
      `type Item @key(fields: "id") { id: ID!  far: Int  farMust: Int!  farList: [Far!]!  bad: Item }
       type Far { deep: Int!  soft: Int }`,
      {
        Item: {
          __resolveReference: ({ id }: { id: string }) => {
            if (id === 'gone') return null;
            if (id === 'broken') throw new AppError('CONFLICT', 'on purpose');
            return { id };
          },
          far: async ({ id }: { id: string }) => (id === '2' ? fail('NOT_FOUND')() : 3),
          farMust: ({ id }: { id: string }) => (id === '2' ? fail('CONFLICT')() : 4),
          farList: [
            { deep: 1, soft: fail('NOT_FOUND') },
            { deep: 2, soft: 2 },
          ],
          bad: { id: 'broken' },
        },
      },
    ],
  },
  asks: [
    {
      ask: '{ items { own far } }',
      data: {
        items: [
          { own: 1, far: 3 },
          { own: null, far: null },
        ],
      },
      errors: ['items.1.own BAD_USER_INPUT', 'items.1.far NOT_FOUND'],
    },
    {
      ask: '{ items { must } item { id } }',
      data: { items: null, item: { id: '1' } },
      errors: ['items.1.must CONFLICT'],
    },
    {
      ask: '{ items { farMust id } item { id } }',
      data: { items: null, item: { id: '1' } },
      errors: ['items.1.farMust CONFLICT'],
    },
    {
      ask: '{ a: items { f: far id } }',
      data: {
        a: [
          { f: 3, id: '1' },
          { f: null, id: '2' },
        ],
      },
      errors: ['a.1.f NOT_FOUND'],
    },
    {
      ask: '{ item { list own } }',
      data: { item: { list: null, own: 1 } },
      errors: ['item.list.1 INTERNAL_SERVER_ERROR'],
    },
    {
      ask: '{ item { pair { left } } }',
      data: { item: { pair: null } },
      errors: ['item.pair.left NOT_FOUND'],
    },
    {
      ask: '{ item { pair { right } own } }',
      data: { item: { pair: { right: null }, own: 1 } },
      errors: ['item.pair.right FORBIDDEN'],
    },
    {
      ask: '{ item { far farList { deep soft } } }',
      data: {
        item: {
          far: 3,
          farList: [
            { deep: 1, soft: null },
            { deep: 2, soft: 2 },
          ],
        },
      },
      errors: ['item.farList.0.soft NOT_FOUND'],
    },
    { ask: '{ strict { id } item { id } }', data: null, errors: ['strict FORBIDDEN'] },
    {
      ask: '{ soft { far } item { far } }',
      data: { soft: null, item: { far: 3 } },
      errors: ['soft NOT_FOUND'],
    },
    {
      ask: '{ many { far id } }',
      data: { many: [{ far: 3, id: '1' }, { far: null, id: '2' }, null, null] },
      errors: ['many.1.far NOT_FOUND', 'many.2 CONFLICT'],
    },
    {
      ask: '{ item { bad { id far f: far } } }',
      data: { item: { bad: { id: 'broken', far: 3, f: 3 } } },
    },
  ],
});

federationCase('references that are not found or fail', {
  parts: {
    a: [
      `type Query { items: [Item!]!  all: [Item]  item(id: ID!): Item }
       type Item @key(fields: "id") { id: ID!  own: String! }`,
      {
        Query: {
          items: [{ id: '1' }, { id: 'gone' }, { id: 'broken' }],
          all: [{ id: '1' }, { id: 'gone' }, { id: 'broken' }, { id: 'gone' }],
          item: (_: unknown, { id }: { id: string }) => ({ id }),
        },
        Item: { ...believed, own: 'own' },
      },
    ],
    b: [
      `type Item @key(fields: "id") { id: ID!  far: Int  farMust: Int! }`,
      {
        Item: {
          __resolveReference: async ({ id }: { id: string }) => {
            if (id === 'broken') throw new AppError('CONFLICT', 'on purpose');
            return id === 'gone' ? null : { id, far: 1, farMust: 2 };
          },
        },
      },
    ],
  },
  asks: [
    {
      ask: '{ items { far own } }',
      data: {
        items: [
          { far: 1, own: 'own' },
          { far: null, own: 'own' },
          { far: null, own: 'own' },
        ],
      },
      errors: ['items.2.far CONFLICT'],
    },
    {
      ask: '{ all { farMust } }',
      data: { all: [{ farMust: 2 }, null, null, null] },
      errors: [
        'all.1.farMust DOWNSTREAM_SERVICE_ERROR',
        'all.2.farMust CONFLICT',
        'all.3.farMust DOWNSTREAM_SERVICE_ERROR',
      ],
    },
    {
      ask: '{ item(id: "broken") { far f: far } }',
      data: { item: { far: null, f: null } },
      errors: ['item.far CONFLICT', 'item.f CONFLICT'],
    },
    {
      ask: '{ item(id: "broken") { own ... on Item { x: farMust } } }',
      data: { item: null },
      errors: ['item.x CONFLICT'],
    },
  ],
});
