import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { OpenSubgraph } from '../../shared/open-subgraph.ts';
import { type TestDatabase, testDatabase } from '../../shared/testing.ts';
import { ask, counted, openTestPricing } from '../testing.ts';

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

const codeOfError = { extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) };

describe('service', () => {
  test('tells everything about a service in the language asked for', async () => {
    const result = await ask(
      pricing,
      `{ service(code: "E33G") {
        code name(lang: IT) category pricingModel aliases
        options { key label(lang: ID) price { amount currency formatted } durationDays years location unit }
        extension { possible addsDays maxTimes prices { key price { amount } } }
        stay { initialDays maxTotalDays validityYears multipleEntry }
        processingTime includes requirements notes wireName wirePrices { key text }
      } }`,
    );

    expect(result).toMatchObject({
      data: {
        service: {
          code: 'E33G',
          name: 'KITAS Lavoratore da remoto (E33G)',
          category: 'KITAS',
          pricingModel: 'BY_OPTION',
          options: [
            {
              key: 'offshore',
              label: 'Pengajuan dari luar Indonesia (offshore)',
              price: { amount: 12_500_000, currency: 'IDR', formatted: '12.500.000 IDR' },
              location: 'OFFSHORE',
              unit: null,
            },
            { key: 'onshore', price: { amount: 14_000_000 } },
          ],
          extension: {
            possible: true,
            addsDays: null,
            prices: [{ key: 'extension', price: { amount: 10_000_000 } }],
          },
          stay: { initialDays: null, validityYears: [1], multipleEntry: true },
          requirements: expect.arrayContaining([expect.stringContaining('USD 60,000')]),
          wireName: 'Remote Worker KITAS (E33G)',
          wirePrices: [
            { key: 'offshore', text: '12.500.000 IDR' },
            { key: 'onshore', text: '14.000.000 IDR' },
          ],
        },
      },
    });
    expect(result.errors).toBeUndefined();
  });

  test.each([
    ['e33g', 'E33G'],
    [' E31E ', 'E31BE'],
    ['e31b/e31e', 'E31BE'],
    ['C7A', 'C7AB'],
  ])('the code or alias %p names %s', async (code, expected) => {
    const { data } = await ask(pricing, 'query ($code: ID!) { service(code: $code) { code } }', { code });

    expect(data).toEqual({ service: { code: expected } });
  });

  test('an unknown code is null, not an error', async () => {
    expect(await ask(pricing, '{ service(code: "E99") { code } }')).toEqual({ data: { service: null } });
  });

  test.each([
    ['an empty code', ''],
    ['a blank code', '   '],
    ['a code of 65 characters', 'X'.repeat(65)],
    ['a code of 10,000 characters', 'X'.repeat(10_000)],
  ])('%s is bad input', async (_title, code) => {
    const { errors } = await ask(pricing, 'query ($code: ID!) { service(code: $code) { code } }', { code });

    expect(errors).toMatchObject([codeOfError]);
  });
});

type Page = { services: { nodes: object[]; pageInfo: Record<string, unknown> } };

describe('services', () => {
  const page = `query ($first: Int!, $after: String, $category: ServiceCategory) {
    services(first: $first, after: $after, category: $category) {
      totalCount nodes { code } edges { cursor node { code } } pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }`;

  test('pages followed by their cursors give all services of the list once', async () => {
    const seen: unknown[] = [];
    let after: unknown = null;
    do {
      const { data } = await ask(pricing, page, { first: 8, after });
      const { nodes, pageInfo } = (data as Page).services;
      seen.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);

    expect(seen).toHaveLength(35);
    expect(new Set(seen.map((node) => JSON.stringify(node))).size).toBe(35);
  });

  test('a category is a list of its own', async () => {
    const { data } = await ask(pricing, page, { first: 50, category: 'KITAP' });

    expect(data?.services).toMatchObject({
      totalCount: 4,
      nodes: expect.arrayContaining([{ code: 'KITAP-FAMILY' }]),
    });
  });

  test.each([
    { first: 0 },
    { first: -1 },
    { first: 101 },
    { first: 5, after: 'bm90aGluZw' },
    { first: 5, after: '' },
  ])('%j is bad input', async (variables) => {
    const { errors } = await ask(pricing, page, variables);

    expect(errors).toMatchObject([codeOfError]);
  });

  test('a list with all its parts asks the database nothing', async () => {
    const before = counting.calls();

    const { data } = await ask(
      pricing,
      '{ services { nodes { name options { price { amount } } extension { prices { key } } } } }',
    );

    expect(data).toBeDefined();
    expect(counting.calls() - before).toBe(0);
  });
});

describe('searchServices', () => {
  const search = `query ($query: String!, $first: Int! = 10, $lang: Language) {
    searchServices(query: $query, first: $first, lang: $lang) { score matchedOn service { code } }
  }`;

  test('gives matches with what they matched on', async () => {
    const { data } = await ask(pricing, search, { query: 'visto pensionati', lang: 'IT', first: 1 });

    expect(data?.searchServices).toEqual([
      { score: expect.any(Number), matchedOn: 'words: visto pensionati', service: { code: 'E33F' } },
    ]);
  });

  test.each([
    ['an empty search', { query: '' }],
    ['a blank search', { query: ' \n ' }],
    ['a search of 201 characters', { query: 'x'.repeat(201) }],
    ['a search of 10,000 characters', { query: 'x'.repeat(10_000) }],
    ['a search for no matches', { query: 'visa', first: 0 }],
    ['a search for 51 matches', { query: 'visa', first: 51 }],
  ])('%s is bad input', async (_title, variables) => {
    const { errors } = await ask(pricing, search, variables);

    expect(errors).toMatchObject([codeOfError]);
  });
});
