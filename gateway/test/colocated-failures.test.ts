import { describe, expect, test } from '@jest/globals';
import { answersOf } from './fixture/both-executors.ts';
import { sdlService } from './fixture/sdl-service.ts';

describe('failures look the same through both executors', () => {
  const fail = (message: string) => () => {
    throw new Error(message);
  };
  const one = sdlService(
    'one',
    'type Query { list: [T!]! opt: [T] bad: [T!] t(id: ID!): T } type T @key(fields: "id") { id: ID! a: String! b: String late: String! tags: [String!]! wrong: Int } ',
    {
      Query: {
        list: async () => [{ id: '1', a: 'x', tags: ['q'] }, Promise.resolve({ id: '2', a: 'y', tags: [] })],
        opt: () => [
          { id: '1', a: null },
          Promise.reject(new Error('gone')),
          { id: '3', a: 'z', tags: ['a', null] },
        ],
        bad: () => [{ id: '1', a: 'x', tags: [] }, null],
        t: (_: unknown, { id }: { id: string }) => ({
          id,
          a: 'x',
          b: new Error('given'),
          tags: 'no list',
          wrong: 'NaN',
        }),
      },
      T: {
        late: async ({ id }: { id: string }) => (id === '2' ? Promise.reject(new Error('late')) : 'late'),
      },
    },
  );
  const two = sdlService(
    'two',
    'type T @key(fields: "id") { id: ID! far: String! farOpt: String slow: String }',
    {
      T: {
        __resolveReference: async ({ id }: { id: string }) => {
          if (id === '2') throw new Error('reference');
          return id === '3' ? null : { id, far: id, farOpt: null };
        },
        slow: fail('slow'),
      },
    },
  );
  test.each([
    '{ list { id a late tags } }',
    '{ list { id a far } }',
    '{ list { id farOpt slow } }',
    '{ opt { id a } }',
    '{ opt { id tags } }',
    '{ opt { id farOpt } x: opt { id far } }',
    '{ bad { id a } t(id: "4") { id } }',
    '{ t(id: "3") { b } u: t(id: "3") { tags } v: t(id: "3") { wrong } w: t(id: "3") { far farOpt } x: t(id: "3") { farOpt } y: t(id: "2") { slow farOpt } }',
  ])('%s', async (text) => {
    const { colocated, federated } = await answersOf([one, two], text);

    expect(colocated).toEqual(federated);
  });
});
