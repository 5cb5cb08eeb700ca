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

const refused = [
  expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
];

describe('kbli', () => {
  test('tells a code with its place in the tree and its titles', async () => {
    const { data, errors } = await ask(
      pricing,
      `{ kbli(code: " 56101 ") {
        edition code level title en: title(lang: EN) it: title(lang: IT)
        parent { code } children { code } ancestors { code level }
        predecessors { relation kbli { edition code } } successors { kbli { code } }
      } }`,
    );

    expect(errors).toBeUndefined();
    expect(data?.kbli).toMatchObject({
      edition: 'KBLI_2025',
      code: '56101',
      level: 'SUBCLASS',
      title: expect.any(String),
      en: expect.any(String),
      it: expect.any(String),
      parent: { code: '5610' },
      children: [],
      ancestors: [{ code: 'I', level: 'SECTION' }, { code: '56' }, { code: '561' }, { code: '5610' }],
      predecessors: expect.arrayContaining([
        { relation: expect.any(String), kbli: { edition: 'KBLI_2020', code: '56101' } },
      ]),
      successors: [],
    });
  });

  test('tells the risk by scale with the licences, source, date and confidence', async () => {
    const { data } = await ask(
      pricing,
      `{ kbli(code: "56101") { risks {
        scale levels licences listedLicences note offeredToScale confidence source asOf
      } } }`,
    );

    expect(data).toMatchObject({
      kbli: {
        risks: [
          { scale: 'MICRO' },
          { scale: 'SMALL' },
          { scale: 'MEDIUM' },
          {
            scale: 'LARGE',
            levels: ['MEDIUM_HIGH'],
            licences: ['NIB', 'Sertifikat Standar (verified)'],
            listedLicences: [],
            offeredToScale: true,
            confidence: 'VERIFIED',
            source: expect.stringContaining('OSS'),
            asOf: '2026-09-30',
          },
        ],
      },
    });
  });

  test('tells who may own it, rule by rule, and why a PT PMA cannot take it', async () => {
    const { data } = await ask(
      pricing,
      `{ kbli(code: "55203") {
        foreignOwnership { status maxPercent availableToPtPma notes(lang: IT) rules {
          kind wholeCode scope(lang: IT) region maxPercent inferred confidence source asOf fromCode { edition code }
        } }
        minimumInvestment { amount { amount } } minimumPaidUpCapital { amount { amount } }
      } }`,
    );

    expect(data).toMatchObject({
      kbli: {
        foreignOwnership: {
          status: 'RESERVED_MSME',
          availableToPtPma: false,
          notes: expect.arrayContaining([expect.stringContaining('grandi imprese')]),
          rules: [
            {
              kind: 'RESERVED_MSME',
              wholeCode: true,
              inferred: true,
              confidence: 'INDICATIVE',
              source: expect.stringContaining('Annex II'),
              asOf: '2021-05-25',
              fromCode: { edition: 'KBLI_2020', code: '55193' },
            },
          ],
        },
        minimumInvestment: null,
        minimumPaidUpCapital: null,
      },
    });
  });

  test('states the minimum investment and capital of a PT PMA', async () => {
    const { data } = await ask(
      pricing,
      `{ kbli(code: "56101") {
        minimumInvestment { amount { formatted } exclusive per note(lang: ID) source asOf }
        minimumPaidUpCapital { amount { formatted } exclusive per }
      } }`,
    );

    expect(data).toMatchObject({
      kbli: {
        minimumInvestment: {
          amount: { formatted: '10.000.000.000 IDR' },
          exclusive: true,
          per: 'DIVISION',
          note: expect.stringContaining('kabupaten/kota'),
          source: expect.stringContaining('5/2025'),
          asOf: '2025-10-02',
        },
        minimumPaidUpCapital: { amount: { formatted: '2.500.000.000 IDR' }, exclusive: false, per: null },
      },
    });
  });

  test.each(['99999', '0', '55193'])('%s is absent from KBLI 2025', async (code) => {
    const { data } = await ask(pricing, 'query ($code: ID!) { kbli(code: $code) { code } }', { code });

    expect(data?.kbli ?? null).toBeNull();
  });

  test.each(['', '561011', 'AB', 'villa', '56-101', '9'.repeat(10_000)])(
    'what cannot be a code is refused (%#)',
    async (code) => {
      const { errors } = await ask(pricing, 'query ($code: ID!) { kbli(code: $code) { code } }', { code });

      expect(errors).toEqual(refused);
      expect(errors?.[0]?.message.length).toBeLessThan(100);
    },
  );

  test('the same number is another activity in the other edition', async () => {
    const { data } = await ask(
      pricing,
      '{ old: kbli(code: "49211", edition: KBLI_2020) { title } new: kbli(code: "49211") { title } }',
    );

    expect(data?.old).not.toEqual(data?.new);
  });
});

describe('kbliSections', () => {
  test('gives the sections of an edition in order', async () => {
    const { data } = await ask(
      pricing,
      '{ kbliSections { code } old: kbliSections(edition: KBLI_2020) { code } }',
    );

    const letters = (from: unknown): string => (from as { code: string }[]).map(({ code }) => code).join('');
    expect([letters(data?.kbliSections), letters(data?.old)]).toEqual([
      'ABCDEFGHIJKLMNOPQRSTUV',
      'ABCDEFGHIJKLMNOPQRSTU',
    ]);
  });
});

describe('searchKbli', () => {
  const search =
    'query ($query: String!, $first: Int! = 10) { searchKbli(query: $query, first: $first) { score matchedOn kbli { code } } }';

  test('finds codes by everyday words', async () => {
    const { data } = await ask(pricing, search, { query: 'scooter rental', first: 3 });

    expect(data?.searchKbli).toEqual([
      { score: expect.any(Number), matchedOn: expect.stringMatching(/^term: /), kbli: { code: '77100' } },
      expect.anything(),
      expect.anything(),
    ]);
  });

  test.each([
    [{ query: '' }],
    [{ query: '   ' }],
    [{ query: 'x'.repeat(201) }],
    [{ query: 'x'.repeat(10_000) }],
    [{ query: 'villa', first: 0 }],
    [{ query: 'villa', first: 101 }],
  ])('an impossible search is refused (%#)', async (variables) => {
    const { errors } = await ask(pricing, search, variables);

    expect(errors).toEqual(refused);
  });

  test('signs without words find nothing and are no error', async () => {
    const { data, errors } = await ask(pricing, search, { query: '?!' });

    expect([data?.searchKbli, errors]).toEqual([[], undefined]);
  });
});

test('a whole branch with all its rules asks the database nothing', async () => {
  const before = counting.calls();

  const { errors } = await ask(
    pricing,
    `{ kbliSections { children { children { code risks { scale } foreignOwnership { status rules { fromCode { code } } }
      minimumInvestment { per } predecessors { kbli { code } } } } } }`,
  );

  expect(errors).toBeUndefined();
  expect(counting.calls() - before).toBe(0);
});
