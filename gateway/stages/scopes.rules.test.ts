import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { composedGraph } from '../compose.ts';
import { accessRulesOf } from './scopes.rules.ts';

const linked = (directives: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", ${directives}])`;

function rulesOf(...services: string[]) {
  const subgraphs = services.map((sdl, index) => ({ name: `service${index}`, sdl }));
  return Object.fromEntries(accessRulesOf(parse(composedGraph(subgraphs).supergraph)));
}

describe('accessRulesOf', () => {
  test('a graph without access directives has no rules', () => {
    expect(rulesOf(`${linked('"@authenticated"')} type Query { open: Int }`)).toEqual({});
  });

  test('types, fields, enums and scalars may ask for a known caller or for scopes', () => {
    const rules = rulesOf(`${linked('"@authenticated", "@requiresScopes"')}
      type Query { open: Int mine: Int @authenticated all: [Key!] mood: Mood stamp: Stamp }
      type Key @requiresScopes(scopes: [["admin"], ["keys", "read"]]) { id: ID! }
      enum Mood @authenticated { CALM }
      scalar Stamp @requiresScopes(scopes: [["stamps"]])`);

    expect(rules).toEqual({
      'Query.mine': { authenticated: true, scopes: null },
      Key: { authenticated: false, scopes: [['admin'], ['keys', 'read']] },
      Mood: { authenticated: true, scopes: null },
      Stamp: { authenticated: false, scopes: [['stamps']] },
    });
  });

  test('what several services ask of one field must all hold', () => {
    const port = (scopes: string) =>
      `type Port @key(fields: "id") { id: ID! depth: Int @shareable @requiresScopes(scopes: ${scopes}) }`;
    const head = linked('"@requiresScopes"');

    const rules = rulesOf(
      `${head} type Query { port: Port } ${port('[["a"]]')}`,
      `${head} ${port('[["b"], ["c"]]')}`,
    );

    expect(rules['Port.depth']?.scopes).toEqual([
      ['a', 'b'],
      ['a', 'c'],
    ]);
  });

  test('an interface asks what its types ask together', () => {
    const rules = rulesOf(`${linked('"@authenticated", "@requiresScopes"')}
      type Query { vessel: Vessel }
      interface Vessel { id: ID! }
      type Ferry implements Vessel @requiresScopes(scopes: [["a"]]) { id: ID! }
      type Yacht implements Vessel @requiresScopes(scopes: [["b"]]) { id: ID! @authenticated }`);

    expect(rules.Vessel?.scopes).toEqual([['a', 'b']]);
    expect(rules['Vessel.id']?.authenticated).toBe(true);
  });

  test('a service may call the directives by names of its own', () => {
    const rules = rulesOf(
      `${linked('{ name: "@authenticated", as: "@signedIn" }')} type Query { a: Int @signedIn b: Int @federation__requiresScopes(scopes: [["b"]]) }`,
    );

    expect(Object.keys(rules).sort()).toEqual(['Query.a', 'Query.b']);
  });

  test('@policy is refused by name, with every place that uses it', () => {
    const sdl = `${linked('"@policy"')}
      type Query { a: Int @policy(policies: [["x"]]) b: Secret }
      type Secret @policy(policies: [["y"]]) { id: ID }`;

    expect(() => rulesOf(sdl)).toThrow('@policy, which is not implemented, on Query.a, Secret');
  });

  test('an unknown feature meant for safety is refused, one meant for something else is not', () => {
    const graph = (purpose: string) =>
      `schema @link(url: "https://specs.example.com/vault/v1.0", for: ${purpose}) { query: Query } type Query { a: Int }`;

    expect(() => accessRulesOf(parse(graph('SECURITY')))).toThrow('"vault"');
    expect(accessRulesOf(parse(graph('EXECUTION'))).size).toBe(0);
  });

  test.each([
    ['[]', 'No scope would ever open Query.a'],
    ['[["two words"]]', '"two words" at Query.a is no scope'],
    ['[["quoted\\""]]', 'is no scope'],
  ])('scopes that no token could carry are refused: %s', (scopes, reason) => {
    const sdl = `type Query { a: Int @requiresScopes(scopes: ${scopes}) }`;

    expect(() => accessRulesOf(parse(sdl))).toThrow(reason);
  });
});
