import { afterEach, describe, expect, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { eventually } from '../../services/shared/eventually.ts';
import { isEventStream } from '../execute/events.ts';
import { makeLocalSubgraph } from '../subgraph.local.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { type RemoteService, serviceOverHttp } from './fixture/service-over-http.ts';

const harbour = 'subscription { harbour { sequence ... on MarkSeen { mark { ... on Buoy { colour } } } } }';
const silence = 'subscription { silence { sequence } }';
const caller = { kind: 'SESSION', id: 'session:one', scopes: [] } as const;

let gateway: TestGateway;
let ports: RemoteService;

afterEach(async () => {
  await gateway.close();
  await ports.kill();
});

/** A gateway whose ports run at an address of their own. */
function withRemotePorts(): Promise<TestGateway> {
  return testGateway({
    async connect(service) {
      if (service.name !== 'ports') return makeLocalSubgraph(service);
      ports = await serviceOverHttp(service);
      return ports.subgraph;
    },
  });
}

async function open(text: string, signal = new AbortController().signal) {
  const { result } = await gateway.pipeline.open({
    document: { text },
    context: { caller, requestId: 'request-1', signal },
  });
  if (!isEventStream(result)) throw new Error(`no stream: ${JSON.stringify(result)}`);
  return result[Symbol.asyncIterator]();
}

async function all(events: AsyncIterator<ExecutionResult>): Promise<ExecutionResult[]> {
  const seen: ExecutionResult[] = [];
  for (let step = await events.next(); !step.done; step = await events.next()) seen.push(step.value);
  return seen;
}

describe('subscriptions at a service of another process', () => {
  test('every event comes whole and in order', async () => {
    gateway = await withRemotePorts();

    const events = await all(await open(harbour));

    expect(events).toMatchObject([
      { data: { harbour: { sequence: 1 } } },
      { data: { harbour: { sequence: 2, mark: { colour: 'red' } } } },
      { data: { harbour: { sequence: 3, mark: {} } } },
      { data: { harbour: { sequence: 4, mark: null } } },
      { data: { harbour: { sequence: 5, mark: { colour: 'red' } } } },
    ]);
  });

  test('the service is told who asks', async () => {
    gateway = await withRemotePorts();

    await all(await open(harbour));

    expect(gateway.harbour.callers).toEqual(['session:one']);
  });

  test('a reader that leaves a quiet stream frees the source within 1.5 seconds', async () => {
    gateway = await withRemotePorts();
    const reader = new AbortController();
    const events = await open(silence, reader.signal);
    await events.next();
    const leftAt = performance.now();

    void events.next();
    reader.abort();
    await eventually(async () => gateway.harbour.open === 0);

    expect(performance.now() - leftAt).toBeLessThan(1_500);
  });

  test('one that closes the stream without being asked for more frees it too', async () => {
    gateway = await withRemotePorts();
    const events = await open(silence);
    await events.next();

    void events.return?.();

    await eventually(async () => gateway.harbour.open === 0);
  });

  test('a service that dies in the middle ends the stream with a reason', async () => {
    gateway = await withRemotePorts();
    const events = await open(silence);
    await events.next();
    const rest = all(events);

    await ports.kill();

    expect(await rest).toMatchObject([
      { errors: [{ extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'ports' } }] },
    ]);
  });

  test('events that nobody reads are not made', async () => {
    gateway = await withRemotePorts();
    const reader = new AbortController();
    const events = await open(
      'subscription { flood(bytes: 100000) { sequence ... on DayBegan { text } } }',
      reader.signal,
    );
    await events.next();

    const made = await eventually(async () => {
      const before = gateway.harbour.made;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return gateway.harbour.made === before && before;
    });
    reader.abort();

    expect(made).toBeLessThan(300);
  });

  test('bad input is told at once and no stream begins', async () => {
    gateway = await withRemotePorts();

    const { result } = await gateway.pipeline.open({
      document: { text: 'subscription { flood(bytes: "x") { sequence } }' },
      context: { caller, requestId: 'request-1', signal: new AbortController().signal },
    });

    expect(result).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  });
});
