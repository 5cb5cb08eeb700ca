import { describe, expect, test } from '@jest/globals';
import { type ExecutionResult, execute, type GraphQLSchema, isObjectType, parse, subscribe } from 'graphql';
import { readsNoInfo } from './direct-call.ts';
import { EchoResolver, PortResolver, portClasses, VesselResolver } from './direct-resolvers.fixture.ts';
import { buildSubgraph } from './subgraph.ts';
import { buildSchema } from './type-graphql.ts';

const instances = new Map<unknown, object>([
  [EchoResolver, new EchoResolver()],
  [PortResolver, new PortResolver('north')],
  [VesselResolver, new VesselResolver()],
]);
let lookUps = 0;
const container = {
  get(resolverClass: unknown) {
    lookUps += 1;
    return instances.get(resolverClass);
  },
};
const subgraph = buildSubgraph({ ...portClasses, container, references: {} });
const longWay = buildSchema({ ...portClasses, container, skipCheck: true });

const context = { who: 'ann', requestId: 'r1' };

async function runOn(schema: GraphQLSchema, source: string, variableValues?: Record<string, unknown>) {
  const { data, errors } = await execute({
    schema,
    document: parse(source),
    variableValues,
    contextValue: context,
  });
  return { data, errors: errors?.map(({ message, path }) => ({ message, path })) };
}

describe('a resolver that is called directly', () => {
  test.each([
    ['nothing given', '{ plain listed nested { seen } }'],
    ['defaults', '{ plain(text: "a") listed(numbers: [1, 2]) }'],
    [
      'nulls',
      '{ plain(text: null, flag: null) listed(numbers: null, flags: [null]) nested(input: null) { seen } }',
    ],
    [
      'enums and scalars',
      '{ plain(flag: LIT, number: 2.5, at: "2026-01-02T03:04:05Z") listed(flags: [LIT, DARK]) }',
    ],
    ['an input with its defaults', '{ nested(input: { name: "a" }) { seen } }'],
    [
      'an input within itself',
      '{ nested(input: { name: "a", next: { name: "b", numbers: [1] }, rest: [{ name: "c" }] }) { seen } }',
    ],
    ['a list of inputs', '{ many(inputs: [{ name: "a" }, { name: "b", flag: DARK }]) }'],
    ['an inherited input', '{ heir(input: { name: "a", title: "t", flag: null }) }'],
    ['root, context and info', '{ port { code own from who path } }'],
    ['several parameters', '{ port { joined(a: "1", b: "2") } }'],
    ['an error that is thrown', '{ port { sinks } fails }'],
    ['an error that is promised', '{ port { sinksLater } }'],
    ['a method with a middleware', '{ guarded(text: "x") }'],
    ['a parameter of a decorator of its own', '{ custom }'],
    [
      'classes by name, by class and by promise',
      '{ vessels { __typename ... on Ferry { seats } ... on Barge { load } } }',
    ],
    ['a type that is not told', '{ ghost { __typename } }'],
  ])('gives what type-graphql gives: %s', async (_what, source) => {
    const { schema } = await subgraph;

    expect(await runOn(schema, source)).toEqual(await runOn(await longWay, source));
  });

  test('variables come as literals do', async () => {
    const source =
      'query ($input: Berth, $flags: [Flag]) { nested(input: $input) { seen } listed(flags: $flags) }';
    const variables = {
      input: { name: 'v', next: { name: 'w', at: '2026-01-02T03:04:05Z' } },
      flags: ['LIT'],
    };
    const { schema } = await subgraph;

    const direct = await runOn(schema, source, variables);

    expect(direct).toEqual(await runOn(await longWay, source, variables));
    expect(direct.errors).toBeUndefined();
  });

  test('a mutation and the events of a subscription give the same', async () => {
    const document = parse('subscription { tides(from: 2) }');
    const eventsOn = async (schema: GraphQLSchema) => {
      const seen: unknown[] = [];
      const events = await subscribe({ schema, document, contextValue: context });
      for await (const event of events as AsyncIterable<ExecutionResult>) seen.push(event.data);
      return seen;
    };
    const { schema } = await subgraph;
    const mutation = 'mutation { rename(input: { name: "a" }) }';

    expect(await eventsOn(schema)).toEqual(await eventsOn(await longWay));
    expect(await runOn(schema, mutation)).toEqual(await runOn(await longWay, mutation));
  });

  test('it makes no promise and looks for no instance', async () => {
    const { schema } = await subgraph;
    lookUps = 0;

    const result = execute({
      schema,
      document: parse('{ many(inputs: [{ name: "a" }]) port { joined(a: "1", b: "2") } }'),
    });

    expect(result).not.toBeInstanceOf(Promise);
    expect(lookUps).toBe(0);
  });

  test('whether a resolver reads info is known, so that none is made for those that read none', async () => {
    const { schema } = await subgraph;
    const readers = ['Query.plain', 'Port.joined', 'Port.path', 'Query.guarded'].filter((name) => {
      const [type = '', field = ''] = name.split('.');
      const own = schema.getType(type);
      const resolve = isObjectType(own) ? own.getFields()[field]?.resolve : undefined;
      return !resolve || !readsNoInfo(resolve);
    });

    expect(readers).toEqual(['Port.path', 'Query.guarded']);
  });

  test('what type-graphql has to do itself is told', async () => {
    const { indirect } = await subgraph;

    expect([...indirect].sort()).toEqual([
      'Basic.plainField',
      'Query.checked',
      'Query.custom',
      'Query.guarded',
    ]);
  });
});
