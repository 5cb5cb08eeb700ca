import { afterEach, describe, expect, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { beforeAbort } from '../subgraph.failure.ts';
import { makeHttpSubgraph } from '../subgraph.http.ts';
import type { Subgraph, SubgraphRequest } from '../subgraph.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

const warnLevel = 40;
const errorLevel = 50;

let gateway: TestGateway;

afterEach(() => gateway.close());

/** A gateway whose tides are another service. */
function withTides(tides: (real: Subgraph) => Subgraph, environment: Record<string, string> = {}) {
  return testGateway({ environment, change: (real) => (real.name === 'tides' ? tides(real) : real) });
}

/** Nothing listens on port 1, so the connection is refused at once. */
const unreachable = () => makeHttpSubgraph('tides', 'http://127.0.0.1:1/graphql');

/** Never answers; tells when it was asked and when the asking was given up. */
function silent(real: Subgraph) {
  const seen = { asked: () => {}, aborted: () => {} };
  const asked = new Promise<void>((resolve) => {
    seen.asked = resolve;
  });
  const aborted = new Promise<void>((resolve) => {
    seen.aborted = resolve;
  });
  const execute = ({ context }: SubgraphRequest) => {
    context.signal.addEventListener('abort', () => seen.aborted());
    seen.asked();
    return beforeAbort('tides', context.signal, () => new Promise<never>(() => {}));
  };
  return { subgraph: { ...real, execute }, asked, aborted };
}

describe('a service that is down', () => {
  test('the data of the others stay, and every field that is missing says why', async () => {
    gateway = await withTides(unreachable);

    const { status, body } = await gateway.post({ query: '{ ports { code f: forecast { text } } }' });

    expect(status).toBe(200);
    expect(body.data).toEqual({
      ports: [
        { code: 'A', f: null },
        { code: 'B', f: null },
      ],
    });
    expect(body.errors).toEqual(
      [0, 1].map((index) => ({
        message: 'The tides service failed.',
        path: ['ports', index, 'f'],
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'tides' },
      })),
    );
  });

  test('a non-null field takes its nullable parent down, and only that', async () => {
    gateway = await withTides(unreachable);

    const { body } = await gateway.post({ query: '{ port(code: "A") { code tide } ports { name } }' });

    expect(body.data).toEqual({ port: null, ports: [{ name: 'Port A' }, { name: 'Port B' }] });
    expect(body.errors).toMatchObject([{ path: ['port', 'tide'], extensions: { service: 'tides' } }]);
  });

  test('a skipped field is no fault', async () => {
    gateway = await withTides(unreachable);
    const query = 'query ($s: Boolean!) { ports(first: 1) { forecast { text } warnings @skip(if: $s) } }';

    const { body } = await gateway.post({ query, variables: { s: true } });

    expect(body.errors).toMatchObject([{ path: ['ports', 0, 'forecast'] }]);
  });

  test('it is logged once, as a warning with the cause', async () => {
    gateway = await withTides(unreachable);

    await gateway.post({ query: '{ ports { forecast { text } } }' });

    const lines = gateway.logged.filter(({ level }) => level >= warnLevel);
    expect(lines).toMatchObject([
      { level: warnLevel, err: { message: expect.stringContaining('ECONNREFUSED') } },
    ]);
  });

  test('nothing internal is told', async () => {
    gateway = await withTides(unreachable);

    const { body } = await gateway.post(
      { query: '{ almanac }' },
      { accept: 'application/graphql-response+json' },
    );

    expect(JSON.stringify(body)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|stack/);
  });

  test('when nothing of the answer is left, a client of graphql-response+json gets 502', async () => {
    gateway = await withTides(unreachable);
    const accept = 'application/graphql-response+json';

    const { status } = await gateway.post({ query: '{ almanac }' }, { accept });

    expect(status).toBe(502);
  });
});

describe('a service that does not answer', () => {
  test('the deadline ends the waiting, names the service and keeps the other data', async () => {
    gateway = await withTides((real) => silent(real).subgraph, { OPERATION_TIMEOUT_MS: '100' });

    const { body } = await gateway.post({ query: '{ ports(first: 1) { code forecast { text } } }' });

    expect(body.data).toEqual({ ports: [{ code: 'A', forecast: null }] });
    expect(body.errors).toEqual([
      {
        message: 'The tides service gave no answer in time.',
        path: ['ports', 0, 'forecast'],
        extensions: { code: 'GATEWAY_TIMEOUT', service: 'tides' },
      },
    ]);
  });

  test('a client that leaves ends the work', async () => {
    const tides: ReturnType<typeof silent>[] = [];
    gateway = await withTides((real) => {
      const made = silent(real);
      tides.push(made);
      return made.subgraph;
    });
    const client = new AbortController();
    const body = JSON.stringify({ query: '{ almanac }' });
    const headers = { 'content-type': 'application/json' };
    const left = gateway.get('/graphql', { method: 'POST', headers, body, signal: client.signal });
    await tides[0]?.asked;

    client.abort();

    await expect(left).rejects.toThrow();
    await expect(tides[0]?.aborted).resolves.toBeUndefined();
  });

  test('what a client that left did not wait for is no failure in the log', async () => {
    const tides: ReturnType<typeof silent>[] = [];
    gateway = await withTides((real) => {
      const made = silent(real);
      tides.push(made);
      return made.subgraph;
    });
    const client = new AbortController();
    const caller = { kind: 'ANONYMOUS', id: 'test', scopes: [] } as const;
    const document = { text: '{ almanac }' };
    const run = gateway.pipeline.run({
      document,
      context: { caller, requestId: 'request-1', signal: client.signal },
    });
    await tides[0]?.asked;

    client.abort();
    const { result } = await run;

    expect(result.errors?.[0]?.extensions.code).toBe('CLIENT_CLOSED_REQUEST');
    expect(gateway.logged.filter(({ level }) => level >= warnLevel)).toEqual([]);
  });

  test('a reader that leaves a stream closes its source', async () => {
    let onClosed = () => {};
    const closed = new Promise<void>((resolve) => {
      onClosed = resolve;
    });
    const events: AsyncIterable<ExecutionResult> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          onClosed();
          return { done: true, value: undefined };
        },
      }),
    };
    gateway = await testGateway({ change: (real) => ({ ...real, execute: async () => events }) });
    const client = new AbortController();
    const answer = await gateway.get('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { arrivals { code } }' }),
      signal: client.signal,
    });

    client.abort();

    expect(answer.status).toBe(200);
    await expect(closed).resolves.toBeUndefined();
  });
});

describe('a defect in a service', () => {
  test('the client gets a general text and the request id; the log gets the cause', async () => {
    gateway = await testGateway();

    const { body } = await gateway.post({ query: '{ broken almanac }' }, { 'x-request-id': 'request-1' });

    expect(body.data).toEqual({ broken: null, almanac: 'Tides of the year' });
    expect(body.errors).toEqual([
      {
        message: 'Something went wrong on our side.',
        path: ['broken'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' },
      },
    ]);
    const defects = gateway.logged.filter(({ level }) => level >= errorLevel);
    expect(defects).toMatchObject([
      { requestId: 'request-1', err: { message: expect.stringContaining('hunter2') } },
    ]);
  });
});
