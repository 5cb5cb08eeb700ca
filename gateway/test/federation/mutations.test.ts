import { federationCase } from './federation-case.fixture.ts';
import { believed } from './graph.fixture.ts';

/** One list that all services write to, as a database would be; made anew with each graph. */
function ledger() {
  const lines: string[] = [];
  return {
    lines,
    add: async (line: string) => {
      await Promise.resolve();
      lines.push(line);
      return { id: String(lines.length) };
    },
  };
}

const book = ledger();

federationCase('mutations one after the other, whichever service they belong to', {
  parts: {
    a: [
      `type Query { lines: [String!]! }
       type Mutation { addA(text: String!): Line!  failA: Line!  softA: Line  resetA: Boolean! }
       type Line @key(fields: "id") { id: ID!  all: String! }`,
      {
        Query: { lines: () => book.lines },
        Mutation: {
          addA: (_: unknown, { text }: { text: string }) => book.add(`a:${text}`),
          failA: () => {
            throw new Error('no');
          },
          softA: () => {
            throw new Error('no');
          },
          resetA: () => book.lines.splice(0).length >= 0,
        },
        Line: { ...believed, all: () => book.lines.join(' ') },
      },
    ],
    b: [
      `type Mutation { addB(text: String! = "b"): Line! }
       type Line @key(fields: "id") { id: ID!  mark: String! }`,
      {
        Mutation: { addB: (_: unknown, { text }: { text: string }) => book.add(`b:${text}`) },
        Line: { ...believed, mark: ({ id }: { id: string }) => `mark ${id}` },
      },
    ],
  },
  asks: [
    {
      ask: 'mutation { resetA x: addA(text: "1") { id mark } addB { id all } y: addA(text: "3") { id all mark } }',
      data: {
        resetA: true,
        x: { id: '1', mark: 'mark 1' },
        addB: { id: '2', all: 'a:1 b:b' },
        y: { id: '3', all: 'a:1 b:b a:3', mark: 'mark 3' },
      },
    },
    {
      ask: 'mutation ($t: String!, $no: Boolean = false) { resetA ...M addB(text: $t) { mark } z: resetA } fragment M on Mutation { addA(text: $t) @include(if: $no) { id } }',
      variables: { t: 'v' },
      data: { resetA: true, addB: { mark: 'mark 1' }, z: true },
    },
    {
      ask: 'mutation { softA { id } addB { id mark } resetA }',
      data: { softA: null, addB: { id: '1', mark: 'mark 1' }, resetA: true },
      errors: ['softA INTERNAL_SERVER_ERROR'],
    },
    {
      ask: 'mutation { addB { id } failA { id } }',
      data: null,
      errors: ['failA INTERNAL_SERVER_ERROR'],
    },
    { ask: '{ lines }', data: { lines: ['b:b'] } },
  ],
});
