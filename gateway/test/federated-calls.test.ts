import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type ExecutionResult, parse, print } from 'graphql';
import { eventually } from '../../services/shared/eventually.ts';
import { composedGraph } from '../compose.ts';
import { isEventStream } from '../execute/events.ts';
import type { Executor } from '../execute/executor.ts';
import { makeFederatedExecutor } from '../execute/federated.ts';
import { jsonTextOf, RawResult } from '../execute/raw-result.ts';
import type { ServiceCall } from '../execute/subgraph-call.ts';
import { makeLocalSubgraph } from '../subgraph.local.ts';
import type { Subgraph, SubgraphRequest } from '../subgraph.ts';
import { makeSubgraphs } from '../subgraphs.ts';
import { supergraphOf } from '../supergraph.transform.ts';
import type { HarbourProbe } from './fixture/harbour.ts';
import { openPorts } from './fixture/ports.subgraph.ts';
import { type RemoteService, serviceOverHttp } from './fixture/service-over-http.ts';
import { openTides } from './fixture/tides.subgraph.ts';

const caller = { kind: 'SESSION', id: 'session:one', scopes: [] } as const;

let asked: { name: string; request: SubgraphRequest }[];
let told: ServiceCall[];
let harbour: HarbourProbe;
let remote: RemoteService | null = null;

afterEach(async () => {
  await remote?.subgraph.close();
  await remote?.kill();
  remote = null;
});

/** The executor alone, over ports that may run elsewhere; what it asks of services is noted. */
async function executorOver({
  portsElsewhere = false,
  change = (subgraph: Subgraph) => subgraph,
} = {}): Promise<Executor> {
  asked = [];
  told = [];
  harbour = { open: 0, made: 0, callers: [] };
  const [ports, tides] = await Promise.all([openPorts(harbour), openTides()]);
  remote = portsElsewhere ? await serviceOverHttp(ports) : null;
  const noting = (subgraph: Subgraph): Subgraph => ({
    ...subgraph,
    execute(request) {
      asked.push({ name: subgraph.name, request });
      return subgraph.execute(request);
    },
  });
  const all = [remote?.subgraph ?? makeLocalSubgraph(ports), makeLocalSubgraph(tides)];
  return makeFederatedExecutor(
    supergraphOf(composedGraph([ports, tides]).supergraph),
    makeSubgraphs(all.map(change).map(noting)),
    { eventTimeoutMs: 5_000, onCall: (call) => told.push(call) },
  );
}

const context = (signal = new AbortController().signal) => ({ caller, requestId: 'request-1', signal });

async function run(executor: Executor, text: string, variables = {}) {
  return (await executor(parse(text, { noLocation: true }), variables, context())) as ExecutionResult;
}

async function open(executor: Executor, text: string, signal?: AbortSignal) {
  const events = await executor(parse(text, { noLocation: true }), {}, context(signal));
  if (!isEventStream(events)) throw new Error(`no stream: ${JSON.stringify(events)}`);
  return events[Symbol.asyncIterator]();
}

const names = () => asked.map(({ name }) => name);

describe('calls to services', () => {
  test('a list of entities is one call', async () => {
    const executor = await executorOver();

    const { data } = await run(executor, '{ ports(first: 3) { code tide forecast { text } } }');

    expect(data?.ports).toHaveLength(3);
    expect(names()).toEqual(['ports', 'tides']);
    expect(asked[1]?.request.variables?.representations).toHaveLength(3);
  });

  test('the entities of several fields are one call too, each entity once', async () => {
    const executor = await executorOver();

    const { data } = await run(
      executor,
      '{ ports(first: 2) { tide } port(code: "A") { tide } far: port(code: "Z") { tide } }',
    );

    expect(data).toEqual({ ports: [{ tide: 1.5 }, { tide: 1.5 }], port: { tide: 1.5 }, far: { tide: 1.5 } });
    expect(names()).toEqual(['ports', 'tides']);
    expect(Object.values(asked[1]?.request.variables ?? {}).flat()).toHaveLength(3);
  });

  test('what one service has alone is one call, whatever else the client skips', async () => {
    const executor = await executorOver();
    const query =
      'query ($first: Int!, $no: Boolean!) { ports(first: $first) { code name @skip(if: $no) vessels { name } } }';

    const { data } = await run(executor, query, { first: 1, no: true });

    expect(data).toEqual({ ports: [{ code: 'A', vessels: [{ name: 'Rinjani' }, { name: 'Melati' }] }] });
    expect(names()).toEqual(['ports']);
    expect(asked[0]?.request.variables).toEqual({ first: 1, no: true });
  });

  test('every call is told once, with its outcome', async () => {
    const executor = await executorOver({
      change: (subgraph) =>
        subgraph.name === 'tides'
          ? { ...subgraph, execute: () => Promise.reject(new Error('down')) }
          : subgraph,
    });

    const { errors } = await run(executor, '{ ports(first: 1) { code tide } }');

    expect(errors).toMatchObject([{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'tides' } }]);
    expect(told).toMatchObject([
      { service: 'ports', kind: 'query', outcome: 'ok', requestId: 'request-1' },
      { service: 'tides', kind: 'query', outcome: 'error', requestId: 'request-1' },
    ]);
  });

  test.each([
    ['timeout', new DOMException('over', 'TimeoutError')],
    ['left', new DOMException('The client left', 'AbortError')],
  ])('one that is ended from outside has the outcome "%s"', async (outcome, reason) => {
    const silent = (subgraph: Subgraph): Subgraph => ({
      ...subgraph,
      execute: ({ context: { signal } }) =>
        once(signal, 'abort').then(() => Promise.reject(signal.reason)) as ReturnType<Subgraph['execute']>,
    });
    const executor = await executorOver({ change: silent });
    const client = new AbortController();
    const running = executor(parse('{ ports { code } }'), {}, context(client.signal));

    client.abort(reason);
    await running;

    expect(told).toMatchObject([{ service: 'ports', outcome }]);
  });
});

describe('events of one service elsewhere', () => {
  const dawn = 'subscription { silence { sequence ... on DayBegan { text } } }';

  test('are the text that it sent, of exactly what the client asked', async () => {
    const executor = await executorOver({ portsElsewhere: true });
    const reader = new AbortController();
    const events = await open(executor, dawn, reader.signal);

    const { value } = await events.next();

    expect(value).toBeInstanceOf(RawResult);
    expect(jsonTextOf(value)).toBe('{"data":{"silence":{"sequence":1,"text":"Dawn"}}}');
    expect(value.data).toEqual({ silence: { sequence: 1, text: 'Dawn' } });
    expect(print(asked[0]?.request.document ?? parse('{ none }'))).toBe(print(parse(dawn)));
    reader.abort();
    await eventually(async () => harbour.open === 0);
  });

  test('are read and joined where another service has a part of them', async () => {
    const executor = await executorOver({ portsElsewhere: true });
    const events = await open(executor, 'subscription { arrivals { code tide } }');

    const { value } = await events.next();

    expect(value).not.toBeInstanceOf(RawResult);
    expect(value).toMatchObject({ data: { arrivals: { code: 'A', tide: 1.5 } } });
    await events.return?.();
  });

  test.each([
    ['as text where the plan adds nothing', '__typename sequence', 'DayBegan', true],
    ['read where the type is told under another name', 'kind: __typename sequence', 'DayBegan', false],
    ['read where the type is not told first', 'sequence __typename', 'DayBegan', false],
    ['read where the other service has a part of them', '__typename sequence', 'MarkSeen', false],
  ])('of a plan come %s', async (_how, common, typeName, isText) => {
    const executor = await executorOver({ portsElsewhere: true });
    const events = await open(
      executor,
      `subscription { harbour { ${common} ... on DayBegan { text } ... on MarkSeen { mark { ... on Buoy { colour id } } } } }`,
    );
    const first = await events.next();
    const second = await events.next();

    const { value } = typeName === 'DayBegan' ? first : second;

    expect(value instanceof RawResult).toBe(isText);
    expect([first, second].map((step) => JSON.parse(jsonTextOf(step.value)))).toMatchObject([
      { data: { harbour: { sequence: 1, text: 'Dawn' } } },
      { data: { harbour: { sequence: 2, mark: { colour: 'red', id: 'B1' } } } },
    ]);
    await events.return?.();
    await eventually(async () => harbour.open === 0);
  });

  test('one with an error is read, and the next is text again', async () => {
    const executor = await executorOver({ portsElsewhere: true });
    const events = await open(executor, 'subscription { wreck { sequence } }');

    const first = await events.next();
    const second = await events.next();

    expect(first.value).toBeInstanceOf(RawResult);
    expect(second.value).not.toBeInstanceOf(RawResult);
    expect(second.value.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(second.value)).not.toContain('hunter2');
  });

  test('a service that dies leaves a reason at the place of the field', async () => {
    const executor = await executorOver({ portsElsewhere: true });
    const events = await open(executor, dawn);
    await events.next();

    await remote?.kill();

    expect((await events.next()).value).toMatchObject({
      data: null,
      errors: [{ path: ['silence'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'ports' } }],
    });
    expect((await events.next()).done).toBe(true);
  });
});
