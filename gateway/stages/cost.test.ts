import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'graphql';
import { hintedGraph } from '../test/fixture/hinted-graph.ts';
import { admitCost, operationCost, quotaUnits } from './cost.ts';

const graph = hintedGraph(`
  type Query {
    port: Port
    ports(first: Int! = 3): [Port!]! @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
    search(first: Int, last: Int): [Port!]!
      @cost(weight: 20)
      @listSize(slicingArguments: ["first", "last"], assumedSize: 7, requireOneSlicingArgument: false)
    pages(first: Int): Pages
      @listSize(slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
    grid: [[Port]] @listSize(assumedSize: 2)
    vessel: Vessel
    sighting: Sighting
  }
  type Mutation { openPort: Port close: Int ask: Port @cost(weight: 900) }
  type Subscription { arrivals: Port }
  type Pages { nodes: [Port!]! others: [Port!]! total: Int }
  type Port { code: ID tags: [String!]! berths: [Berth] chart: Chart depth: Int @cost(weight: 4) }
  type Berth { name: String }
  type Chart @cost(weight: 6) { name: String }
  interface Vessel { crew: [Berth] }
  type Ferry implements Vessel { crew: [Berth] @listSize(assumedSize: 40) seats: Int }
  type Yacht implements Vessel { crew: [Berth] @cost(weight: 3) }
  union Sighting = Ferry | Port
`);
const costOf = (text: string, variables = {}) => operationCost(graph, parse(text))(variables);

describe('operationCost', () => {
  test.each([
    ['{ port { code } }', 1],
    ['{ port { code tags } a: port { code } }', 2],
    ['{ port { berths { name } } }', 1 + 10],
    ['{ port { chart { name } depth } }', 1 + 6 + 4],
    ['{ ports { code } }', 3],
    ['{ ports(first: 20) { berths { name } } }', 20 * (1 + 10)],
    ['{ ports(first: 0) { code } }', 0],
    ['{ ports(first: -5) { code } }', 0],
    ['{ search { code } }', 20 + 7],
    ['{ search(first: 2, last: 9) { code } }', 20 + 9],
    ['{ search(first: null) { code } }', 20 + 7],
    ['{ pages(first: 5) { total } }', 1],
    ['{ pages(first: 5) { ...F } } fragment F on Pages { nodes { code } others { code } }', 1 + 5 + 10],
    ['{ pages { nodes { code } } }', 1 + 10],
    ['{ grid { code } }', 2 * 10],
    ['{ vessel { crew { name } } }', 1 + 3 + 40],
    ['{ sighting { ... on Ferry { crew { name } } ... on Port { chart { name } } } }', 1 + 40 + 6],
    ['{ sighting { __typename } }', 1],
    ['{ __typename }', 0],
    ['{ __schema { types { fields { name } } } }', 200],
    ['mutation { openPort { code } close }', 10 + 1 + 10],
    ['mutation { ask { code } }', 900 + 1],
    ['subscription { arrivals { code } }', 1],
    ['{ port @skip(if: true) { code } }', 1],
  ])('%s costs %i', (text, cost) => {
    expect(costOf(text)).toBe(cost);
  });

  test.each([
    ['query ($n: Int!) { ports(first: $n) { code } }', { n: 8 }, 8],
    ['query ($n: Int! = 4) { ports(first: $n) { code } }', {}, 4],
    ['query ($n: Int) { ports(first: $n) { code } }', {}, 3],
    ['query ($n: Int) { search(first: $n) { code } }', {}, 27],
    ['query ($n: Int) { search(first: $n) { code } }', { n: null }, 27],
    ['query ($n: Int) { search(first: $n, last: 3) { code } }', { n: 2 }, 23],
    ['query ($n: Int) { pages(first: $n) { nodes { berths { name } } } }', { n: 6 }, 1 + 6 * 11],
  ])('%s with %j costs %i', (text, variables, cost) => {
    expect(costOf(text, variables)).toBe(cost);
  });

  test('lists in lists never pass the largest safe integer, whatever the variables hold', () => {
    const deep = hintedGraph(`type Query { all(first: Int): [Query!]!
      @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) }`);
    const text = `query ($n: Int) { ${'all(first: $n) { '.repeat(23)} __typename ${'}'.repeat(23)} }`;
    const cost = operationCost(deep, parse(text));
    const numbers = fc.oneof(fc.integer(), fc.double(), fc.anything());

    fc.assert(
      fc.property(numbers, (n) => {
        expect(cost({ n })).toBeGreaterThanOrEqual(0);
        expect(cost({ n })).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
      }),
    );
    expect(cost({ n: 2 ** 31 - 1 })).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('quotaUnits', () => {
  test.each([
    [0, 1],
    [1, 1],
    [1_000, 1],
    [1_001, 2],
    [10_000, 10],
  ])('a cost of %i takes %i', (cost, units) => {
    expect(quotaUnits(cost, 1_000)).toBe(units);
  });
});

describe('admitCost', () => {
  test('the limit itself may be spent', () => {
    expect(admitCost(100, 100)).toBeUndefined();
  });

  test('more is refused, naming cost and limit', () => {
    const extensions = { code: 'BAD_USER_INPUT', cost: 101, maxCost: 100 };

    expect(() => admitCost(101, 100)).toThrow(expect.objectContaining({ extensions }));
  });
});
