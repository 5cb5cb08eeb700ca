import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type DocumentNode, parse } from 'graphql';
import { makeGraphClient } from '../../services/chat/graph-client.ts';
import type { GraphCall } from '../../services/shared/graph.ts';
import { makeSignedCalls } from '../../services/shared/signed-call.ts';
import { trustedDocuments } from '../documents.ts';
import { openGraphPort } from '../graph-port.ts';
import { internalRoutes } from '../internal.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

type Typed<Result, Variables = object> = TypedDocumentNode<Result, Variables>;
const typed = <Result, Variables>(text: string) => parse(text) as Typed<Result, Variables>;

const portOf = typed<{ port: object }, { code: string }>(
  'query PortOf($code: ID!) { port(code: $code) { name tide } }',
);
const several = typed<object, { first: number }>(
  'query Several($first: Int!) { ports(first: $first) { code } }',
);
const broken = typed<object, object>('query Broken { broken }');
const arrivals = typed<object, object>('subscription Arrivals { arrivals { code } }');
const open = typed<object, object>('mutation Open { openPort(code: "Z") { name } }');
const almanac = typed<object, object>('query Almanac { almanac }');
const untrusted = typed<object, object>('query Untrusted { almanac }');
const documents: DocumentNode[] = [portOf, several, broken, arrivals, open, almanac];

const secret = 'of the gateway and the chat alone';
const call: GraphCall = {
  caller: { kind: 'SESSION', id: 'session:one', scopes: [] },
  requestId: 'request-1',
  signal: new AbortController().signal,
};

let gateway: TestGateway;

afterEach(() => gateway.close());

async function start(environment: Record<string, string> = { CHAT_GATEWAY_SECRET: secret }) {
  gateway = await testGateway({
    environment,
    trusted: trustedDocuments(documents),
    routes: [internalRoutes],
  });
}

const ways = {
  'in process'() {
    const port = openGraphPort();
    port.connect(gateway.pipeline);
    return port.graph;
  },
  'over HTTP': () => makeGraphClient({ url: gateway.origin, secret, timeoutMs: 5_000 }),
};

describe.each(Object.entries(ways))('the graph for a service, %s', (_way, graph) => {
  test('an operation of ours is answered across services', async () => {
    await start();

    expect(await graph()(portOf, { code: 'A' }, call)).toEqual({ port: { name: 'Port A', tide: 1.5 } });
  });

  test('the request keeps its id', async () => {
    await start();

    await graph()(almanac, {}, call);

    expect(gateway.logged).toContainEqual(
      expect.objectContaining({ operation: 'Almanac', requestId: 'request-1' }),
    );
  });

  test('bad input keeps its code and text', async () => {
    await start();

    await expect(graph()(several, { first: 11 }, call)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'first must be at most 10',
    });
  });

  test.each([
    ['a defect', broken],
    ['a document that is not trusted', untrusted],
  ])('%s is a failure of the graph and nothing of it is told', async (_what, document) => {
    await start();

    await expect(graph()(document, {}, call)).rejects.toMatchObject({
      code: 'DOWNSTREAM_SERVICE_ERROR',
      message: 'A service that this answer needs failed.',
    });
  });

  test('a subscription is refused', async () => {
    await start();

    await expect(graph()(arrivals, {}, call)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('when the time of the caller is over it is a timeout', async () => {
    await start();
    const signal = AbortSignal.abort(new DOMException('over', 'TimeoutError'));

    await expect(graph()(almanac, {}, { ...call, signal })).rejects.toMatchObject({
      code: 'GATEWAY_TIMEOUT',
    });
  });
});

describe('the port of this process', () => {
  test('what is asked before the graph stands is answered when it does', async () => {
    await start();
    const port = openGraphPort();
    const asked = port.graph(almanac, {}, call);

    port.connect(gateway.pipeline);

    expect(await asked).toEqual({ almanac: 'Tides of the year' });
  });
});

describe('the private address', () => {
  const body = JSON.stringify({ documentId: 'x', variables: {} });
  const headers = { 'content-type': 'application/json' };
  const post = (more: object, text = body) =>
    gateway.get('/internal/graph', { method: 'POST', headers: { ...headers, ...more }, body: text });

  test('a call without a signature, or with one of another secret or body, is refused alike', async () => {
    await start();
    const foreign = makeSignedCalls({ secret: 'another secret, as long as the first' });
    const own = makeSignedCalls({ secret });

    const answers = await Promise.all([
      post({}),
      post(foreign.sign(call.caller, body)),
      post(own.sign(call.caller, `${body} `)),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(await answers[0]?.json()).toEqual({ ok: false, error: 'Identity is required.' });
  });

  test('a call is taken once', async () => {
    await start();
    const signed = makeSignedCalls({ secret }).sign(call.caller, body);

    const [first, second] = [await post(signed), await post(signed)];

    expect([first.status, second.status]).toEqual([200, 401]);
  });

  test('a signed call that is malformed is bad input', async () => {
    await start();
    const text = '{"documentId":7}';

    const { status } = await post(makeSignedCalls({ secret }).sign(call.caller, text), text);

    expect(status).toBe(400);
  });

  test('without a secret there is no such address', async () => {
    await start({});

    expect((await post({})).status).toBe(404);
  });

  test('a gateway that can not be reached is a failure, one that hangs a timeout', async () => {
    await start();
    const refuse: typeof fetch = () => Promise.reject(new TypeError('connect ECONNREFUSED'));
    const hang: typeof fetch = (_url, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const client = (fetchAnswer: typeof fetch) =>
      makeGraphClient({ url: 'http://gateway.test', secret, timeoutMs: 20, fetchAnswer });

    await expect(client(refuse)(almanac, {}, call)).rejects.toMatchObject({
      code: 'DOWNSTREAM_SERVICE_ERROR',
    });
    await expect(client(hang)(almanac, {}, call)).rejects.toMatchObject({ code: 'GATEWAY_TIMEOUT' });
  });
});
