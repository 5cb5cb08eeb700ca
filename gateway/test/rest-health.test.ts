import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AppError } from '../../services/shared/errors.ts';
import type { Subgraph } from '../subgraph.ts';
import { openRealGateway, type RealGateway, ways } from './fixture/real-gateway.ts';

const notConfigured = { status: 'not_configured', latencyMs: null };
const healthy = { status: 'healthy', latencyMs: expect.any(Number) };

describe.each(ways)('health, pricing %s', (way) => {
  let gateway: RealGateway;
  let ready = true;

  beforeAll(async () => {
    gateway = await openRealGateway(way, { isReady: () => ready });
  }, 60_000);

  afterAll(() => gateway.close());

  test('a gateway that can serve is healthy and tells what it is made of', async () => {
    const { status, body } = await gateway.get('/health');

    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'healthy',
      service: 'Zantara Gateway',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      uptime: expect.any(Number),
      checks: {
        postgres: way === 'in process' ? healthy : notConfigured,
        redis: notConfigured,
        qdrant: notConfigured,
        anthropic: notConfigured,
        pricing: healthy,
        chat: notConfigured,
      },
    });
  });

  test('ready turns to 503 while draining', async () => {
    const before = await gateway.get('/ready');
    ready = false;
    const after = await gateway.get('/ready');

    expect([before.status, before.body]).toEqual([200, { ready: true }]);
    expect([after.status, after.body]).toEqual([503, { ready: false }]);
  });
});

describe('a gateway whose services fail', () => {
  const gateways: RealGateway[] = [];

  async function opened(fault: (subgraph: Subgraph) => Partial<Subgraph>): Promise<RealGateway> {
    const change = (subgraph: Subgraph) => ({ ...subgraph, ...fault(subgraph) });
    const gateway = await openRealGateway('in process', { change });
    gateways.push(gateway);
    return gateway;
  }

  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
  });

  test('it is degraded without its database, and still answers from memory', async () => {
    const gateway = await opened(() => ({ check: () => Promise.reject(new Error('no connection')) }));

    const health = await gateway.get('/health');
    const price = await gateway.post('/api/v2/bali-zero/price', { service: 'C1' });

    expect(health.status).toBe(200);
    expect(health.body).toMatchObject({ status: 'degraded', checks: { postgres: { status: 'unhealthy' } } });
    expect(price.status).toBe(200);
  }, 60_000);

  test('it is unhealthy without pricing, and says why it cannot answer without telling more', async () => {
    const down = new AppError('DOWNSTREAM_SERVICE_ERROR', 'connect ECONNREFUSED 10.0.0.7:4001');
    const gateway = await opened(() => ({ execute: () => Promise.reject(down) }));

    const health = await gateway.get('/health');
    const price = await gateway.post('/api/v2/bali-zero/price', { service: 'C1' });
    const again = await gateway.post('/api/v2/bali-zero/price', { service: 'C1' });

    expect(health.status).toBe(503);
    expect(health.body).toMatchObject({ status: 'unhealthy', checks: { pricing: { status: 'unhealthy' } } });
    expect([price.status, again.status]).toEqual([502, 502]);
    expect(price.body).toEqual({ ok: false, error: 'A service that this answer needs failed.' });
    expect(price.headers.get('x-cache')).toBeNull();
  }, 60_000);
});
