import { afterEach, describe, expect, test } from '@jest/globals';
import { believed, found } from '../../gateway/test/federation/graph.fixture.ts';
import { conformanceCommand } from '../conformance/command.ts';
import { openAuditServer, type Suite } from './audit-server.ts';

const rooms: Suite = {
  parts: {
    rooms: [
      `type Query { rooms: [Room!]!  broken: Int }  type Room @key(fields: "id") { id: ID!  name: String! }`,
      {
        Query: {
          rooms: [
            { id: '1', name: 'Blue' },
            { id: '2', name: 'Red' },
          ],
          broken: () => {
            throw new Error('on purpose');
          },
        },
      },
    ],
    beds: [
      `type Room @key(fields: "id") { id: ID!  beds: Int! }`,
      {
        Room: found(
          [
            { id: '1', beds: 2 },
            { id: '2', beds: 1 },
          ],
          'id',
        ),
      },
    ],
  },
  tests: [
    {
      query: 'query ($no: Boolean = false) { rooms { beds name @include(if: $no) } }',
      expected: { data: { rooms: [{ beds: 2 }, { beds: 1 }] } },
    },
    { query: '{ broken }', expected: { data: { broken: null }, errors: true } },
  ],
};

const taxes: Suite = {
  parts: {
    sales: [
      `type Query { sale: Sale! }  type Sale @key(fields: "id") { id: ID!  sum: Int! }`,
      { Query: { sale: { id: '1', sum: 100 } } },
    ],
    taxes: [
      `type Sale @key(fields: "id") { id: ID!  sum: Int! @external  tax: Int! @requires(fields: "sum") }`,
      { Sale: { ...believed, tax: ({ sum }: { sum: number }) => sum / 10 } },
    ],
  },
  tests: [{ query: '{ sale { tax } }', expected: { data: { sale: { tax: 10 } }, errors: false } }],
};

let server: Awaited<ReturnType<typeof openAuditServer>>;

afterEach(() => server.close());

async function run(...words: string[]) {
  const said = { printed: '', complained: '' };
  const code = await conformanceCommand(words, {
    print: (text) => {
      said.printed += text;
    },
    complain: (text) => {
      said.complained += text;
    },
  });
  return { code, ...said };
}

describe('conformance:federation', () => {
  test('every suite of the server is run over HTTP, and told', async () => {
    server = await openAuditServer({ rooms, taxes });

    const { code, printed } = await run('--url', server.url);

    expect(printed).toBe('rooms  2 of 2 passed\ntaxes  1 of 1 passed\nTotal  3 of 3 passed\n');
    expect(code).toBe(0);
  });

  test('a miss is told with what was expected, and fails the command', async () => {
    const wrong = { query: '{ sale { tax } }', expected: { data: { sale: { tax: 11 } } } };
    const hidden = { query: '{ sale { tax } }', expected: { data: { sale: { tax: 10 } }, errors: true } };
    const impossible = { query: '{ sale { nothing } }', expected: { data: { sale: {} } } };
    server = await openAuditServer({
      taxes: { ...taxes, tests: [...taxes.tests, wrong, hidden, impossible] },
    });

    const { code, printed } = await run('--url', server.url);

    expect(printed).toContain('taxes  1 of 4 passed  MISSED');
    expect(printed).toContain('taxes, test 2\n{ sale { tax } }\nexpected {"data":{"sale":{"tax":11}}}');
    expect(printed).toContain('taxes, test 3');
    expect(printed).toContain('Cannot query field');
    expect(code).toBe(1);
  });

  test('one suite can be run alone; one that is not there is a miss', async () => {
    server = await openAuditServer({ rooms, taxes });

    expect((await run('--url', server.url, '--suite', 'taxes')).printed).toContain('Total  1 of 1 passed');
    expect((await run('--url', server.url, '--suite', 'none')).code).toBe(1);
  });

  test('an address where nothing answers fails, and a missing one says how to ask', async () => {
    server = await openAuditServer({});
    const { url } = server;
    await server.close();

    expect(await run('--url', url)).toMatchObject({ code: 1, complained: expect.stringContaining(url) });
    expect(await run()).toMatchObject({ code: 2, complained: expect.stringContaining('--url') });
  });
});
