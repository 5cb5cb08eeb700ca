import { describe, expect, test } from '@jest/globals';
import { type ExecutionResult, parse } from 'graphql';
import type { OpenSubgraph } from '../../services/shared/open-subgraph.ts';
import { isPromise } from '../../services/shared/promise-or-value.ts';
import { composedGraph } from '../compose.ts';
import { makeColocatedExecutor } from '../execute/colocated.ts';
import { isEventStream } from '../execute/events.ts';
import { supergraphOf } from '../supergraph.transform.ts';
import { testContext, told } from './fixture/both-executors.ts';
import { sdlService } from './fixture/sdl-service.ts';

const parsed = (text: string) => parse(text, { noLocation: true });
const executorOver = (services: OpenSubgraph[], eventTimeoutMs?: number) =>
  makeColocatedExecutor(supergraphOf(composedGraph(services).supergraph), services, eventTimeoutMs);
const never = () => new Promise<never>(() => {});
const timeout = new DOMException('too late', 'TimeoutError');

type Reference = { id: string };

/** Boats, and what a yard knows of them; counts what is called. */
function boatsAndYard(changed: Record<string, unknown> = {}) {
  const seen = { references: [] as string[], contexts: [] as string[], hauled: 0 };
  const boats = sdlService(
    'boats',
    `type Query { boats: [Boat!]! name: String }
     type Mutation { launch(id: ID!): Boat  sink: Boat }
     type Boat @key(fields: "id") { id: ID! name: String! }`,
    {
      Query: { boats: () => ['1', '2', '1'].map((id) => ({ id, name: `B${id}` })), name: () => 'fleet' },
      Mutation: { launch: (_: unknown, { id }: Reference) => ({ id, name: 'new' }), sink: never, ...changed },
    },
  );
  const yard = sdlService(
    'yard',
    'type Boat @key(fields: "id") { id: ID! hull: String  mast: Int  slow: String! }',
    {
      Boat: {
        __resolveReference: ({ id }: Reference) => {
          seen.references.push(id);
          return { id, hull: 'steel', mast: seen.references.length };
        },
        slow: never,
      },
    },
  );
  const watched = [boats, yard].map((service) => ({
    ...service,
    contextFor(request: ReturnType<typeof testContext>) {
      seen.contexts.push(service.name);
      return request;
    },
  }));
  return { seen, services: watched };
}

describe('a query', () => {
  test('is answered without a promise when no resolver makes one', () => {
    const execute = executorOver(boatsAndYard().services);

    const result = execute(parsed('{ boats { id hull } }'), {}, testContext());

    expect(isPromise(result)).toBe(false);
    expect(result).toMatchObject({
      data: { boats: [{ hull: 'steel' }, { hull: 'steel' }, { hull: 'steel' }] },
    });
  });

  test('looks an entity up once, for all its fields and wherever it stands', async () => {
    const { seen, services } = boatsAndYard();

    await executorOver(services)(parsed('{ boats { hull mast } again: boats { mast } }'), {}, testContext());

    expect(seen.references).toEqual(['1', '2']);
  });

  test('asks each service for one context, and none that it has nothing to ask', async () => {
    const { seen, services } = boatsAndYard();
    const execute = executorOver(services);

    await execute(parsed('{ boats { name } name }'), {}, testContext());
    await execute(parsed('{ boats { hull } x: boats { mast } }'), {}, testContext());

    expect(seen.contexts).toEqual(['boats', 'boats', 'yard']);
  });

  test('gives the same answer however often it runs', () => {
    const execute = executorOver(boatsAndYard().services);
    const document = parsed('{ boats { __proto__: id id constructor: name } }');

    const answers = Array.from({ length: 40 }, () => JSON.stringify(execute(document, {}, testContext())));

    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('{"__proto__":"1","id":"1","constructor":"B1"}');
  });
});

describe('a list that can not stand', () => {
  test('leaves no rejection of a later item unheard', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', hear);
    const boats = () => [null, Promise.reject(new Error('late'))];
    const harbour = sdlService('harbour', 'type Query { boats: [Boat!] } type Boat { id: ID! }', {
      Query: { boats },
    });

    const result = await executorOver([harbour])(parsed('{ boats { id } }'), {}, testContext());
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', hear);

    expect(told(result as ExecutionResult)).toEqual({
      data: { boats: null },
      faults: ['boats.0 INTERNAL_SERVER_ERROR'],
    });
    expect(unheard).toEqual([]);
  });
});

describe('a request that is given up', () => {
  test('keeps what is finished, and every field that is waited for names its service', async () => {
    const client = new AbortController();
    const execute = executorOver(boatsAndYard().services);
    const running = execute(parsed('{ name b: boats { name s: slow } }'), {}, testContext(client.signal));

    client.abort(timeout);

    expect(told((await running) as ExecutionResult)).toEqual({
      data: null,
      faults: ['b.0.s GATEWAY_TIMEOUT'],
    });
  });

  test('ends at once when it was given up before it has to wait', async () => {
    const execute = executorOver(boatsAndYard().services);

    const result = await execute(
      parsed('mutation { sink { id } }'),
      {},
      testContext(AbortSignal.abort(timeout)),
    );

    expect(result).toMatchObject({
      data: { sink: null },
      errors: [{ path: ['sink'], extensions: { code: 'GATEWAY_TIMEOUT', service: 'boats' } }],
    });
  });

  test('begins no later field of a mutation', async () => {
    const launched: string[] = [];
    const launch = (_: unknown, { id }: Reference) => launched.push(id);
    const client = new AbortController();
    const execute = executorOver(boatsAndYard({ launch }).services);
    const running = execute(
      parsed('mutation { sink { id } launch(id: "9") { id } }'),
      {},
      testContext(client.signal),
    );

    client.abort(timeout);

    const { data, faults } = told((await running) as ExecutionResult);
    expect(data).toEqual({ sink: null, launch: null });
    expect(faults).toEqual(['launch GATEWAY_TIMEOUT', 'sink GATEWAY_TIMEOUT']);
    expect(launched).toEqual([]);
  });
});

describe('a mutation', () => {
  test('runs its fields one after the other, and looks entities up anew', async () => {
    const order: string[] = [];
    const launch = async (_: unknown, { id }: Reference) => {
      order.push(`begin ${id}`);
      await Promise.resolve();
      order.push(`end ${id}`);
      return { id: '1', name: 'x' };
    };
    const { services } = boatsAndYard({ launch });

    const result = await executorOver(services)(
      parsed('mutation { a: launch(id: "a") { mast } b: launch(id: "b") { mast } }'),
      {},
      testContext(),
    );

    expect(order).toEqual(['begin a', 'end a', 'begin b', 'end b']);
    expect(result).toEqual({ data: { a: { mast: 1 }, b: { mast: 2 } } });
  });
});

describe('a subscription', () => {
  function tower(subscribe: () => unknown) {
    const radio = sdlService(
      'radio',
      'type Query { x: Int } type Subscription { calls(after: Int = 3): Call! } type Call { text: String! late: String }',
      { Subscription: { calls: { subscribe } }, Call: { late: never } },
    );
    return executorOver([radio], 20);
  }
  async function eventsOf(subscribe: () => unknown, text: string, signal?: AbortSignal) {
    const result = await tower(subscribe)(parsed(text), {}, testContext(signal));
    if (!isEventStream(result)) throw new Error(JSON.stringify(result));
    return result[Symbol.asyncIterator]();
  }
  async function* one() {
    yield { calls: { text: 'mayday' } };
  }

  test('an event that waits for too long keeps what is finished', async () => {
    const events = await eventsOf(one, 'subscription { calls { text late } }');

    expect((await events.next()).value).toMatchObject({
      data: { calls: { text: 'mayday', late: null } },
      errors: [{ path: ['calls', 'late'], extensions: { code: 'GATEWAY_TIMEOUT', service: 'radio' } }],
    });
  });

  test('a reader that leaves closes the source, also while an event is awaited', async () => {
    let closed = false;
    const silent = () => ({
      [Symbol.asyncIterator]: () => ({
        next: never,
        return: async () => {
          closed = true;
          return { done: true, value: undefined };
        },
      }),
    });
    const events = await eventsOf(silent, 'subscription { calls { text } }');
    const waiting = events.next();

    await events.return?.();

    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(closed).toBe(true);
  });

  test.each([
    ['a source that refuses', () => Promise.reject(new Error('no'))],
    ['something that is no source', () => 7],
  ])('%s is an error of the field', async (_title, subscribe) => {
    const result = await tower(subscribe)(parsed('subscription { c: calls { text } }'), {}, testContext());

    expect(told(result as ExecutionResult)).toEqual({ data: null, faults: ['c INTERNAL_SERVER_ERROR'] });
  });
});
