import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fuzz } from '../../scripts/fuzz/fuzz.ts';
import { eventually } from '../../services/shared/eventually.ts';
import {
  type ProductionGateway,
  productionGateway,
  productionProfile,
} from './fixture/production-gateway.ts';

const seed = 20_261_128;
const count = 1_500;
const errorLevel = 50;

let gateway: ProductionGateway;

beforeAll(async () => {
  gateway = await productionGateway();
}, 60_000);

afterAll(() => gateway.close());

test(`${count} hostile inputs break nothing and learn nothing`, async () => {
  const target = { host: '127.0.0.1', port: gateway.port };

  const { sent, findings } = await fuzz({ target, count, seed, secrets: [productionProfile.SESSION_SECRET] });

  expect(findings).toEqual([]);
  expect(sent).toBe(count);
  expect(gateway.logged.filter(({ level }) => level >= errorLevel)).toEqual([]);
  expect(await eventually(async () => (await gateway.connections()) === 0)).toBe(true);
  expect((await gateway.get('/health')).status).toBe(200);
}, 600_000);
