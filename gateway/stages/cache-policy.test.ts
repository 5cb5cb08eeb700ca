import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { hintedGraph } from '../test/fixture/hinted-graph.ts';
import { cachePolicy } from './cache-policy.ts';

const graph = hintedGraph(`
  type Query {
    ports: [Port!]! @cacheControl(maxAge: 60)
    port: Port
    plain: Plain @cacheControl(maxAge: 30)
    count: Int
    total: Int @cacheControl(maxAge: 40)
    mine: Port @cacheControl(scope: PRIVATE)
    sighting: Sighting @cacheControl(maxAge: 90)
    vessel: Vessel @cacheControl(maxAge: 90)
    inheriting: Part
  }
  type Mutation { port: Port }
  type Port @cacheControl(maxAge: 50) { code: ID part: Part plain: Plain tide: Int @cacheControl(maxAge: 5) again: Port }
  type Part @cacheControl(inheritMaxAge: true) { name: String parts: [Part] port: Port @cacheControl(maxAge: 70) }
  type Plain { name: String }
  union Sighting @cacheControl(inheritMaxAge: true) = Port | Secret
  type Secret @cacheControl(maxAge: 80, scope: PRIVATE) { name: String }
  interface Vessel @cacheControl(inheritMaxAge: true) { crew: Int }
  type Ferry implements Vessel { crew: Int @cacheControl(maxAge: 7) }
`);
const policyOf = (text: string) => cachePolicy(graph, parse(text));

describe('cachePolicy', () => {
  test.each([
    ['{ ports { code } }', 60, 'PUBLIC'],
    ['{ port { code } }', 50, 'PUBLIC'],
    ['{ ports { part { name parts { name } } } }', 60, 'PUBLIC'],
    ['{ ports { tide } }', 5, 'PUBLIC'],
    ['{ ports { part { port { code } } } }', 60, 'PUBLIC'],
    ['{ ports { again { code } } }', 50, 'PUBLIC'],
    ['{ ports { plain { name } } }', 0, 'PUBLIC'],
    ['{ plain { name } }', 30, 'PUBLIC'],
    ['{ total }', 40, 'PUBLIC'],
    ['{ count }', 0, 'PUBLIC'],
    ['{ inheriting { name } }', 0, 'PUBLIC'],
    ['{ total ports { code } }', 40, 'PUBLIC'],
    ['{ ports { code } mine { code } }', 50, 'PRIVATE'],
    ['{ sighting { ... on Port { code } } }', 50, 'PRIVATE'],
    ['{ vessel { crew } }', 7, 'PUBLIC'],
    ['{ ...F } fragment F on Query { ports { ...G } } fragment G on Port { tide }', 5, 'PUBLIC'],
    ['{ __typename total }', 40, 'PUBLIC'],
    ['{ __typename }', 0, 'PUBLIC'],
    ['{ total __schema { description } }', 0, 'PUBLIC'],
    ['mutation { port { code } }', 0, 'PRIVATE'],
  ])('%s may be kept for %i seconds, %s', (text, maxAgeSeconds, scope) => {
    expect(policyOf(text)).toEqual({ maxAgeSeconds, scope });
  });
});
