import { describe, expect, test } from '@jest/globals';
import { composedGraph } from './compose.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const ports = {
  name: 'ports',
  sdl: `${link} type Query { port: Port } type Port @key(fields: "code") { code: ID! }`,
};
const tides = {
  name: 'tides',
  sdl: `${link} type Query { now: Int } type Port @key(fields: "code") { code: ID! tide: Float }`,
};

describe('composedGraph', () => {
  test('the order of the subgraphs makes no difference to the text', () => {
    expect(composedGraph([tides, ports])).toEqual(composedGraph([ports, tides]));
  });

  test('clients see the fields of all, and nothing of federation', () => {
    const { publicSchema } = composedGraph([ports, tides]);

    expect(publicSchema).toContain('type Port {\n  code: ID!\n  tide: Float\n}');
    expect(publicSchema).not.toMatch(/join__|@key|_entities|_service/);
  });

  test('subgraphs that do not fit are refused with every reason', () => {
    const clash = { name: 'clash', sdl: `${link} type Query { now: String other: Int }` };
    const other = { name: 'other', sdl: `${link} type Query { other: Int }` };

    expect(() => composedGraph([tides, clash, other])).toThrow(/can't be composed:\n(.*\n)*.*Query\.now/);
    expect(() => composedGraph([tides, clash, other])).toThrow(/Query\.other/);
  });
});
