import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../services/shared/eventually.ts';
import { type TestDatabase, testDatabase } from '../../services/shared/testing.ts';
import { type Gate, gateBefore } from './gate.ts';
import {
  ask,
  cleanUp,
  codesOf,
  gatewayProgram,
  launch,
  pricingProgram,
  type Server,
  stop,
  untilReady,
} from './program.ts';

const patienceMs = 60_000;
const price = '{ service(code: "E33G") { code } }';
const saved = '{ savedQuote(id: "AAAAAAAAAAAAAAAAAAAAAA") { id } }';
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
}, patienceMs);

afterAll(async () => {
  await cleanUp();
  await database.drop();
}, patienceMs);

async function health({ address }: Server): Promise<{ status: number; postgres: string; pricing: string }> {
  const response = await fetch(`${address}/health`);
  const { checks } = (await response.json()) as {
    checks: Record<'postgres' | 'pricing', { status: string }>;
  };
  return { status: response.status, postgres: checks.postgres.status, pricing: checks.pricing.status };
}

describe('the pricing process is gone', () => {
  let gateway: Server;
  let pricing: Server;
  const startPricing = (port = '0') =>
    untilReady(launch(pricingProgram, { DATABASE_URL: database.url, PORT: port, DATASET_POLL_SECONDS: '1' }));

  beforeAll(async () => {
    pricing = await startPricing();
    gateway = await untilReady(launch(gatewayProgram, { PRICING_URL: `${pricing.address}/graphql` }));
  }, patienceMs);

  test(
    'its fields fail by code, the fields of others stand, REST says 502 or 503, and all recovers with it',
    async () => {
      const before = await ask(gateway, price);

      await stop(pricing, 'SIGKILL');
      const without = await ask(gateway, `{ __typename ${price.slice(1)}`);
      const rest = await fetch(`${gateway.address}/api/v2/bali-zero/kbli?query=restaurant`);
      const unhealthy = await health(gateway);

      expect(before.data).toEqual({ service: { code: 'E33G' } });
      expect(codesOf(without)).toEqual(['DOWNSTREAM_SERVICE_ERROR']);
      expect(without.data).toEqual({ __typename: 'Query', service: null });
      expect([502, 503]).toContain(rest.status);
      expect(unhealthy).toMatchObject({ status: 503, pricing: 'unhealthy' });

      pricing = await startPricing(new URL(pricing.address).port);

      expect(await eventually(async () => (await ask(gateway, price)).data?.service)).toEqual({
        code: 'E33G',
      });
      expect(await health(gateway)).toMatchObject({ status: 200, pricing: 'healthy' });
    },
    patienceMs,
  );
});

describe('the database is gone under a running one-process server', () => {
  let gate: Gate;
  let server: Server;

  beforeAll(async () => {
    gate = await gateBefore(database.url);
    server = await untilReady(launch(gatewayProgram, { DATABASE_URL: gate.url }));
  }, patienceMs);

  test(
    'reads go on, what needs the database fails by code, health says so, and all recovers',
    async () => {
      const before = await ask(server, saved);

      await gate.shut();
      const [read, kept] = [await ask(server, price), await ask(server, saved)];
      const unhealthy = await health(server);

      expect(before).toEqual({ data: { savedQuote: null } });
      expect(read.data).toEqual({ service: { code: 'E33G' } });
      expect(kept.data).toEqual({ savedQuote: null });
      expect(codesOf(kept)).toEqual(['DOWNSTREAM_SERVICE_ERROR']);
      expect(unhealthy.postgres).toBe('unhealthy');

      await gate.open();

      expect(await eventually(async () => codesOf(await ask(server, saved)).length === 0)).toBe(true);
      expect(await health(server)).toMatchObject({ status: 200, postgres: 'healthy' });
      expect(await stop(server)).toBe(0);
      await gate.shut();
    },
    patienceMs,
  );
});
