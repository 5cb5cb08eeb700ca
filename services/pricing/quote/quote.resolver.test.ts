import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { OpenSubgraph } from '../../shared/open-subgraph.ts';
import { type TestDatabase, testDatabase } from '../../shared/testing.ts';
import { catalogueOf } from '../catalogue/catalogue.ts';
import { applyCatalogue } from '../catalogue/catalogue-change.ts';
import { committedDocument } from '../fixtures.ts';
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

const parts = `fragment Parts on Quote {
  id total { amount formatted } isFloor issuedAt validUntil onRequest { code }
  lines { serviceCode quantity label(lang: ID) unitPrice { amount } lineTotal { amount } option { key label price { amount } } service { code } }
}`;
const quote = `query ($lines: [QuoteLineInput!]!) { quote(input: { lines: $lines }) {
  __typename ...Parts ... on QuoteRefusal { problems { lineIndex code message } }
} } ${parts}`;
const saveQuote = `mutation ($lines: [QuoteLineInput!]!) { saveQuote(input: { lines: $lines }) { __typename ...Parts } } ${parts}`;
const savedQuote = `query ($id: ID!) { savedQuote(id: $id) { ...Parts } } ${parts}`;

const beachClub = [
  { serviceCode: 'PMA-SETUP' },
  { serviceCode: 'E28A', optionKey: 'offshore', quantity: 2 },
  { serviceCode: 'PBG' },
];

describe('quote', () => {
  test('prices a selection and tells floors and requests apart', async () => {
    const { data, errors } = await ask(pricing, quote, { lines: beachClub });

    expect(errors).toBeUndefined();
    expect(data?.quote).toMatchObject({
      __typename: 'Quote',
      id: null,
      total: { amount: 54_000_000, formatted: '54.000.000 IDR' },
      isFloor: true,
      onRequest: [{ code: 'PBG-SLF' }],
      issuedAt: new Date('2026-11-23T02:00:00Z'),
      validUntil: new Date('2026-12-07T15:59:59.999Z'),
      lines: [
        { serviceCode: 'PMA-SETUP', quantity: 1, lineTotal: { amount: 20_000_000 } },
        {
          serviceCode: 'E28A',
          quantity: 2,
          unitPrice: { amount: 17_000_000 },
          lineTotal: { amount: 34_000_000 },
        },
        { serviceCode: 'PBG-SLF', option: null, unitPrice: null, lineTotal: null },
      ],
    });
  });

  test('a refusal is data', async () => {
    const { data, errors } = await ask(pricing, quote, { lines: [{ serviceCode: 'E99', quantity: 0 }] });

    expect(errors).toBeUndefined();
    expect(data?.quote).toMatchObject({
      __typename: 'QuoteRefusal',
      problems: [
        { lineIndex: 0, code: 'BAD_QUANTITY' },
        { lineIndex: 0, code: 'UNKNOWN_SERVICE' },
      ],
    });
  });

  test.each([0, 51])('%d lines are bad input', async (count) => {
    const lines = Array.from({ length: count }, () => ({ serviceCode: 'C1' }));

    const { errors } = await ask(pricing, quote, { lines });

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('a saved quote', () => {
  test('reads back as it was given', async () => {
    const saved = (await ask(pricing, saveQuote, { lines: beachClub })).data?.saveQuote as { id: string };

    const { data } = await ask(pricing, savedQuote, { id: saved.id });

    expect({ __typename: 'Quote', ...(data?.savedQuote as object) }).toEqual(saved);
  });

  test('a refusal saves nothing', async () => {
    const before = await database.database.quote.count();

    const { data } = await ask(pricing, saveQuote, { lines: [{ serviceCode: 'E99' }] });

    expect(data?.saveQuote).toEqual({ __typename: 'QuoteRefusal' });
    expect(await database.database.quote.count()).toBe(before);
  });

  test.each([
    ['empty', ''],
    ['short', 'short'],
    ['long', 'x'.repeat(10_000)],
    ['hostile', "'; DROP TABLE quote"],
    ['of other letters', 'ÀÈÌÒÙÀÈÌÒÙÀÈÌÒÙÀÈÌÒÙÀÈ'],
  ])('an id that is %s is null without asking the database', async (_title, id) => {
    const before = counting.calls();

    expect(await ask(pricing, savedQuote, { id })).toEqual({ data: { savedQuote: null } });
    expect(counting.calls() - before).toBe(0);
  });

  test('an unknown id is null', async () => {
    expect(await ask(pricing, savedQuote, { id: 'A'.repeat(22) })).toEqual({ data: { savedQuote: null } });
  });

  test('several in one request are read together', async () => {
    const before = counting.calls();

    await ask(
      pricing,
      '{ a: savedQuote(id: "AAAAAAAAAAAAAAAAAAAAAA") { id } b: savedQuote(id: "BBBBBBBBBBBBBBBBBBBBBB") { id } }',
    );

    expect(counting.calls() - before).toBe(1);
  });

  // Last in the file: the price list of this database is another one afterwards.
  test('keeps its amounts and labels when prices change and the service leaves the list', async () => {
    const lines = [{ serviceCode: 'C1' }, { serviceCode: 'C22A', optionKey: '60d', quantity: 2 }];
    const saved = (await ask(pricing, saveQuote, { lines })).data?.saveQuote as {
      id: string;
      lines: object[];
    };
    const document = committedDocument();
    document.services[0].options[0].amountIdr = 9_000_000;
    document.services[0].wire.prices[0][1] = '9.000.000 IDR';
    document.services[0].name.id = 'Visa lain';
    document.services.splice(5, 1);
    await applyCatalogue(database.database, catalogueOf(document), 'test');
    const later = await openTestPricing(database.database);

    const read = (await ask(later, savedQuote, { id: saved.id })).data?.savedQuote as { lines: object[] };
    const fresh = (await ask(later, quote, { lines: [{ serviceCode: 'C1' }] })).data?.quote;
    await later.close();

    expect(read).toMatchObject({ total: { amount: 11_900_000 } });
    expect(read.lines).toEqual([saved.lines[0], { ...saved.lines[1], service: null }]);
    expect(fresh).toMatchObject({ total: { amount: 9_000_000 } });
  });
});
