import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { eventually } from '../shared/eventually.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { type TestDatabase, testDatabase } from '../shared/testing.ts';
import { catalogueOf } from './catalogue/catalogue.ts';
import { applyCatalogue } from './catalogue/catalogue-change.ts';
import { committedDocument } from './fixtures.ts';
import { pricingSdl } from './schema.ts';
import { ask, counted, openTestPricing } from './testing.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let database: TestDatabase;
let counting: ReturnType<typeof counted>;
let pricing: OpenSubgraph;

beforeAll(async () => {
  database = await testDatabase();
  counting = counted(database.database);
  pricing = await openTestPricing(counting.database);
});

afterAll(async () => {
  await pricing.close();
  await database.drop();
});

const entities = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on Service { code name options { price { amount } } } ... on KbliCode { edition code title(lang: EN) }
} }`;

type Entities = { _entities: ({ code: string } | null)[] };

describe('_entities', () => {
  test('answers services and KBLI codes in the order asked, null for unknown ones, without asking the database', async () => {
    const codes = ['LKPM', 'C1', 'E99', 'E33G', 'C1', 'KITAP-FAMILY', 'E31B', 'D12', 'PMA-SETUP', 'NPWPD'];
    const representations = [
      ...codes.map((code) => ({ __typename: 'Service', code })),
      { __typename: 'KbliCode', edition: 'KBLI_2025', code: '56101' },
      { __typename: 'KbliCode', edition: 'KBLI_2025', code: '99999' },
      { __typename: 'KbliCode', edition: 'KBLI_1990', code: '56101' },
    ];
    const before = counting.calls();

    const { data, errors } = await ask(pricing, entities, { representations });

    expect(errors).toBeUndefined();
    expect((data as Entities)._entities.map((entity) => entity?.code ?? null)).toEqual([
      'LKPM',
      'C1',
      null,
      'E33G',
      'C1',
      'KITAP-FAMILY',
      null,
      'D12',
      'PMA-SETUP',
      'NPWPD',
      '56101',
      null,
      null,
    ]);
    expect(counting.calls() - before).toBe(0);
  });

  test('a reference without a usable key is null', async () => {
    const representations = [
      { __typename: 'Service' },
      { __typename: 'Service', code: 7 },
      { __typename: 'KbliCode' },
    ];

    const { data } = await ask(pricing, entities, { representations });

    expect(data?._entities).toEqual([null, null, null]);
  });
});

describe('the subgraph', () => {
  test('prints the same SDL with and without a database behind it', async () => {
    expect(await pricingSdl()).toBe(pricing.sdl);
  });

  test('its check passes while the database answers and fails once it does not', async () => {
    const { database: own, drop } = await testDatabase();
    const checked = await openTestPricing(own);
    const signal = new AbortController().signal;

    await expect(checked.check(signal)).resolves.toBeUndefined();
    await drop();

    await expect(checked.check(signal)).rejects.toThrow();
    await checked.close();
  });

  // Last in the file: the price list of this database is another one afterwards.
  test('an applied price list is served from the next look, under a new data version', async () => {
    const own = await openTestPricing(database.database, { pollMs: 20 });
    const before = own.dataVersion();
    const document = committedDocument();
    document.priceList.contact.hours = 'Mon-Fri 8AM-5PM';

    await applyCatalogue(database.database, catalogueOf(document), 'test');
    await eventually(async () => own.dataVersion() !== before);

    const { data } = await ask(own, '{ priceList { contact { hours } } }');
    expect(data?.priceList).toEqual({ contact: { hours: 'Mon-Fri 8AM-5PM' } });
    await own.close();
  });
});
