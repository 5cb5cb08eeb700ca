import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { OpenSubgraph } from '../../shared/open-subgraph.ts';
import { type TestDatabase, testDatabase } from '../../shared/testing.ts';
import { ask, openTestPricing } from '../testing.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let database: TestDatabase;
let pricing: OpenSubgraph;

beforeAll(async () => {
  database = await testDatabase();
  pricing = await openTestPricing(database.database);
});

afterAll(async () => {
  await pricing.close();
  await database.drop();
});

test('the price list tells its date, its age, its notices and how to reach the firm', async () => {
  const { data, errors } = await ask(
    pricing,
    `{ priceList {
      effectiveFrom nextChangeOn currency officialNotice(lang: IT) disclaimer(lang: ID) ageNotice
      provider { legalName } contact { email whatsapp location hours website }
      contactRoutes { urgency when channel } advice { key kind text(lang: IT) }
      currencyLabel lastUpdated kbliContactNumber
    } }`,
  );

  expect(errors).toBeUndefined();
  expect(data?.priceList).toMatchObject({
    effectiveFrom: '2025-01-01',
    nextChangeOn: null,
    currency: 'IDR',
    officialNotice: expect.stringContaining('Prezzi ufficiali 2025'),
    ageNotice: expect.stringContaining('1 January 2025'),
    contact: {
      email: 'info@balizero.com',
      whatsapp: '+62 813 3805 1876',
      location: 'Canggu, Bali, Indonesia',
      hours: 'Mon-Fri 9AM-6PM, Sat 10AM-2PM',
      website: 'https://balizero.com',
    },
    currencyLabel: 'IDR (Indonesian Rupiah)',
    lastUpdated: '2025-01-01',
    kbliContactNumber: '+62 859 0436 9574',
  });
});

test('packages have the total of their lines, and none without lines', async () => {
  const { data } = await ask(
    pricing,
    '{ packages { key total { amount } isFloor lines { lineTotal { amount } } includes } }',
  );

  expect(data?.packages).toMatchObject([
    { key: 'remote_worker_1y', total: { amount: 15_500_000 }, isFloor: false },
    { key: 'investor_full', total: { amount: 40_500_000 }, isFloor: true },
    { key: 'beach_club', total: { amount: 55_500_000 }, isFloor: true },
    { key: 'startup', total: null, isFloor: false, lines: [] },
    { key: 'hospitality', total: null, isFloor: false, lines: [] },
  ]);
});
