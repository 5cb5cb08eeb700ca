import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTracing } from '../tracing.otlp.ts';
import type { Tracing } from '../tracing.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { type RemoteService, serviceOverHttp } from './fixture/service-over-http.ts';

type SentSpan = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  status?: { code?: number };
};

let collector: Server;
let spans: SentSpan[];
let services: unknown[];
let tracing: Tracing;
let gateway: TestGateway;
const remotes: RemoteService[] = [];

beforeEach(async () => {
  spans = [];
  services = [];
  collector = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
      services.push(...resource.attributes);
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    response
      .writeHead(request.url === '/v1/traces' ? 200 : 404, { 'content-type': 'application/json' })
      .end('{}');
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  const { port } = collector.address() as AddressInfo;
  tracing = startTracing(`http://127.0.0.1:${port}`, 'zantara-gateway');
});

afterEach(async () => {
  await gateway.close();
  for (const remote of remotes.splice(0)) {
    await remote.subgraph.close();
    await remote.kill();
  }
  collector.closeAllConnections();
  await new Promise((done) => collector.close(done));
});

const byName = (name: string) => spans.filter((span) => span.name === name);

describe('traces', () => {
  test('a request, its operation and its calls stand under the trace that the client brought', async () => {
    const heard: string[] = [];
    gateway = await testGateway({
      tracing,
      trusted: { a1: 'query Almanac { almanac }' },
      connect: async (service) => {
        const hear = (headers: IncomingHttpHeaders) => heard.push(String(headers.traceparent));
        const remote = await serviceOverHttp(service, hear);
        remotes.push(remote);
        return remote.subgraph;
      },
    });
    const [traceId, clientSpan] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];

    const traceparent = `00-${traceId}-${clientSpan}-01`;
    await gateway.post({ documentId: 'a1' }, { traceparent });
    await tracing.close();

    const [request] = byName('POST /graphql');
    const [operation] = byName('query Almanac');
    const calls = spans.filter(({ name }) => name.startsWith('subgraph '));
    expect(spans.map((span) => span.traceId)).toEqual(spans.map(() => traceId));
    expect(request?.parentSpanId).toBe(clientSpan);
    expect(operation?.parentSpanId).toBe(request?.spanId);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.parentSpanId).toBe(operation?.spanId);
    expect(heard).toContain(`00-${traceId}-${calls[0]?.spanId}-01`);
    expect(services).toContainEqual({ key: 'service.name', value: { stringValue: 'zantara-gateway' } });
  });

  test('a traceparent that is none begins a trace of its own, and nothing that a client wrote is sent', async () => {
    gateway = await testGateway({ tracing });

    await gateway.post({ query: 'query MySecretName { almanac }' }, { traceparent: 'ff-secret' });
    await tracing.close();

    const [request] = byName('POST /graphql');
    expect(request?.traceId).toMatch(/^[\da-f]{32}$/);
    expect(request?.parentSpanId ?? '').toBe('');
    expect(byName('query ad-hoc')).toHaveLength(1);
    expect(JSON.stringify(spans)).not.toMatch(/secret/i);
  });
});
