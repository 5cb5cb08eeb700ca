import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestPricing } from '../../pricing/testing.ts';
import { Language } from '../../shared/language.ts';
import type { OpenSubgraph } from '../../shared/open-subgraph.ts';
import { type TestDatabase, testDatabase } from '../../shared/testing.ts';
import { resultOf } from './results.ts';
import { aCall, graphOver, retrieverOf } from './testing.ts';
import { makeToolbox } from './toolbox.ts';

let database: TestDatabase;
let pricing: OpenSubgraph;
beforeAll(async () => {
  database = await testDatabase();
  pricing = await openTestPricing(database.database);
}, 60_000);
afterAll(async () => {
  await pricing?.close();
  await database?.drop();
});

const use = (name: string, input: unknown, language = Language.EN) =>
  makeToolbox({ graph: graphOver(pricing), retriever: retrieverOf() }, language).use(name, input, aCall());

describe('get_price', () => {
  it('states each price as the price list writes it, one fact a line', async () => {
    const { sources } = await use('get_price', { code: 'e28a' });

    expect(sources).toEqual([
      {
        ref: 'service:E28A',
        label: 'Investor KITAS (E28A)',
        facts: expect.arrayContaining([
          'Application from abroad (offshore): 17.000.000 IDR',
          'Application in Indonesia (onshore): 19.000.000 IDR',
          'Extension: 18.000.000 IDR',
          'Valid for 2 years',
          'Processing time: 30-45 days',
        ]),
      },
    ]);
  });

  it.each([
    [Language.ID, 'Harga: 2.300.000 IDR'],
    [Language.IT, 'Prezzo: 2.300.000 IDR'],
  ])('states facts in %s', async (language, fact) => {
    const { sources } = await use('get_price', { code: 'C1' }, language);

    expect(sources[0]?.facts[0]).toBe(fact);
  });

  it('finds a service by an alias and names it by its own code', async () => {
    const { sources } = await use('get_price', { code: 'E31B' });

    expect(sources[0]?.ref).toBe('service:E31BE');
  });

  it('says that a price is on request and invents none', async () => {
    const { sources } = await use('get_price', { code: 'PBG' });

    expect(sources[0]?.facts[0]).toBe('Price on request');
    expect(sources[0]?.facts.join()).not.toContain('IDR');
  });
});

describe('get_quote', () => {
  it('gives lines and total and says when it is a lower limit', async () => {
    const lines = [{ serviceCode: 'PMA' }, { serviceCode: 'E28A', optionKey: 'offshore', quantity: 2 }];

    const { sources } = await use('get_quote', { lines });

    expect(sources[0]?.ref).toBe('quote:PMA+E28A.offshore*2');
    expect(sources[0]?.facts.slice(1)).toEqual([
      '2 × Investor KITAS (E28A): Application from abroad (offshore): 34.000.000 IDR (17.000.000 IDR each)',
      'Total: 54.000.000 IDR',
      'The final price will be higher than this total',
    ]);
  });

  it('hands on why a quote can not be given, so that the option can be named', async () => {
    const outcome = await use('get_quote', { lines: [{ serviceCode: 'E28A' }] });

    expect(outcome.use.ok).toBe(true);
    expect(resultOf('get_quote', outcome)?.problems?.[0]).toMatchObject({
      code: 'OPTION_REQUIRED',
      message: expect.stringContaining('offshore, onshore'),
    });
  });
});

describe('search_services', () => {
  it('finds by everyday words of the language', async () => {
    const { sources } = await use('search_services', { query: 'visto nomadi digitali' }, Language.IT);

    expect(sources[0]?.ref).toBe('service:E33G');
  });

  it('lists a category', async () => {
    const { sources } = await use('search_services', { category: 'MULTIPLE_ENTRY_VISA' });

    expect(sources.map(({ ref }) => ref)).toEqual(['service:D1', 'service:D2', 'service:D12']);
  });
});

describe('get_kbli', () => {
  it('states ownership, risk, licences and capital of a code', async () => {
    const { sources } = await use('get_kbli', { code: '56303' });

    expect(sources[0]?.ref).toBe('kbli:2025:56303');
    expect(sources[0]?.facts.join('\n')).toContain('Risk for a large business: medium-low');
    expect(sources[0]?.facts.join('\n')).toContain('In Bali OSS has refused new PT PMA licences');
    expect(sources[0]?.facts.join('\n')).toContain('Paid-up capital of a PT PMA: at least 2.500.000.000 IDR');
  });

  it('finds a code that only the other edition has, and says which edition that is', async () => {
    const { sources } = await use('get_kbli', { code: '55193' });

    expect(sources[0]?.ref).toBe('kbli:2020:55193');
  });
});

describe('search_kbli', () => {
  it.each([
    [Language.EN, 'coffee shop', 'kbli:2025:56303'],
    [Language.ID, 'sewa motor', 'kbli:2025:77100'],
    [Language.IT, 'ristorante', 'kbli:2025:56101'],
  ])('in %s finds %s', async (language, query, ref) => {
    const { sources } = await use('search_kbli', { query }, language);

    expect(sources[0]?.ref).toBe(ref);
  });
});
