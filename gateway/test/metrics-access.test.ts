import { afterEach, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../services/shared/caller.ts';
import { makeRegister } from '../../services/shared/metrics.ts';
import { buildMetricsServer } from '../../services/shared/metrics-server.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { greet, subscribe } from './fixture/socket.ts';

const production = { NODE_ENV: 'production', SESSION_SECRET: 'a secret of the tests, 32 bytes long' };
const holders: Record<string, Caller> = {
  zk_admin: { kind: 'API_KEY', id: 'key:1', scopes: ['admin'] },
  zk_plain: { kind: 'API_KEY', id: 'key:2', scopes: [] },
};
const keys = { callerOf: (secret: string) => holders[secret] ?? null };

let gateway: TestGateway;

afterEach(() => gateway?.close());

describe('who may read the numbers', () => {
  test('in production, on the public address, the admin scope alone', async () => {
    gateway = await testGateway({ environment: production, keys });
    const asked = (key?: string) => gateway.get('/metrics', { headers: key ? { 'x-api-key': key } : {} });

    const [nobody, plain, admin] = [await asked(), await asked('zk_plain'), await asked('zk_admin')];

    expect([nobody.status, plain.status, admin.status]).toEqual([401, 403, 200]);
    expect(await nobody.json()).toEqual({ ok: false, error: 'Identity is required.' });
    expect(await admin.text()).toContain('zantara_backend_http_requests_total');
  });

  test('on an address of their own everybody, and nothing else is there', async () => {
    const register = makeRegister();
    const server = buildMetricsServer(register);
    try {
      const address = await server.listen({ host: '127.0.0.1', port: 0 });
      const numbers = await fetch(`${address}/metrics`);
      const other = await fetch(`${address}/graphql`);

      expect(numbers.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(await numbers.text()).toContain('zantara_backend_process_resident_memory_bytes');
      expect(other.status).toBe(404);
    } finally {
      await server.close();
    }
  });
});

describe('what streams tell', () => {
  test('streams and connections are counted while they are open, and events as they are sent', async () => {
    gateway = await testGateway();
    const numbers = async () => (await gateway.get('/metrics')).text();
    const query = 'subscription { silence { sequence } }';

    const reading = new AbortController();
    const stream = await gateway.get(`/graphql?query=${encodeURIComponent(query)}`, {
      headers: { accept: 'text/event-stream', 'x-csrf': '1' },
      signal: reading.signal,
    });
    const frames = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let seen = ''; !seen.includes('event: next'); ) seen += (await frames?.read())?.value ?? '';
    const socket = await greet(gateway);
    socket.send(subscribe(query));
    await socket.next('next', '1');
    const open = await numbers();
    reading.abort();

    expect(open).toContain('zantara_backend_streams_open{transport="sse"} 1\n');
    expect(open).toContain('zantara_backend_streams_open{transport="websocket"} 1\n');
    expect(open).toContain('zantara_backend_websocket_connections 1\n');
    expect(open).toContain('zantara_backend_stream_events_total{transport="sse"} 1\n');
    expect(open).toContain('zantara_backend_stream_events_total{transport="websocket"} 1\n');
  });
});
