import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { homesOf } from './home.ts';
import { joinOf, serviceNames } from './join.ts';

/** A supergraph with the given types and links, over the services a and b. */
function supergraph(types: string, links = ''): string {
  return `
    schema @link(url: "https://specs.apollo.dev/link/v1.0")
      @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION) ${links} { query: Query }
    enum join__Graph { A @join__graph(name: "a", url: "")  B @join__graph(name: "b", url: "") }
    type Query @join__type(graph: A) { port: Port }
    ${types}
  `;
}

const port = `type Port @join__type(graph: A, key: "code") @join__type(graph: B, key: "code", resolvable: false) {
  code: ID!
  name(lang: String): String @join__field(graph: A)
  berths: Int @join__field(graph: A, external: true) @join__field(graph: B)
  tide: Float @join__field(graph: B, requires: "berths harbour { depth }")
}`;

describe('joinOf', () => {
  test('who has a type, by which keys, and who answers its fields', () => {
    const type = joinOf(parse(supergraph(port))).types.get('Port');

    expect(type?.keys.get('b')).toMatchObject([{ text: 'code', isResolvable: false }]);
    expect([...(type?.fields.get('code')?.keys() ?? [])]).toEqual(['a', 'b']);
    expect(type?.fields.get('berths')?.get('a')?.isAnswered).toBe(false);
    expect(type?.fields.get('berths')?.get('b')?.isAnswered).toBe(true);
    expect(type?.fields.get('tide')?.get('b')?.requires).toHaveLength(2);
  });

  test('services are named as they are called, not as the enum spells them', () => {
    expect(serviceNames(supergraph(port))).toEqual(['a', 'b']);
    expect(joinOf(parse(supergraph(port))).services).toEqual(['a', 'b']);
  });

  test.each([
    [
      'Port is an @interfaceObject',
      'type Port @join__type(graph: A, isInterfaceObject: true) { code: ID! }',
      '',
    ],
    [
      'Port.code comes from an @interfaceObject',
      'type Port @join__type(graph: A) { code: ID! @join__field }',
      '',
    ],
    [
      'Port.code has a progressive @override',
      'type Port @join__type(graph: A) { code: ID! @join__field(graph: A, override: "b", overrideLabel: "percent(5)") }',
      '',
    ],
    [
      'Port.code has arguments @fromContext',
      'type Port @join__type(graph: A) { code: ID! @join__field(graph: A, contextArguments: []) }',
      '',
    ],
    [
      'The supergraph uses https://specs.apollo.dev/connect/v0.1 for EXECUTION',
      port,
      '@link(url: "https://specs.apollo.dev/connect/v0.1", for: EXECUTION)',
    ],
    [
      'The supergraph is written in https://specs.apollo.dev/join/v0.9',
      port,
      '@link(url: "https://specs.apollo.dev/join/v0.9", for: EXECUTION)',
    ],
  ])('refused by name: %s', (reason, types, links) => {
    expect(() => joinOf(parse(supergraph(types, links)))).toThrow(reason);
  });
});

describe('homesOf', () => {
  const service = (name: string, sdl: string) => ({ name, schema: buildSchema(sdl), contextFor: () => ({}) });
  const a = service(
    'a',
    'type Query { port: Port } type Port { code: ID! name(lang: String): String berths: Int }',
  );
  const b = 'type Query { x: Int } type Port { code: ID! berths: Int tide: Float }';

  test('services that fit are homes by their names', () => {
    const homes = homesOf(joinOf(parse(supergraph(port))), [service('b', b), a]);

    expect([...homes.values()].map(({ name, index }) => [name, index])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });

  test.each([
    ['the service b, which is not in this process', [a]],
    ['The service b has no Port.tide', [a, service('b', b.replace('tide: Float', ''))]],
    [
      'The service a has no Port.name(lang:)',
      [
        service('b', b),
        service('a', 'type Query { port: Port } type Port { code: ID! name: String berths: Int }'),
      ],
    ],
  ])('versions that do not fit are refused: %s', (reason, services) => {
    expect(() => homesOf(joinOf(parse(supergraph(port))), services)).toThrow(reason);
  });
});
