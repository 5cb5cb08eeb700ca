import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { codeOf, committedKbli } from './fixtures.ts';
import { minimumInvestment, minimumPaidUpCapital } from './investment.ts';
import type { Kbli } from './kbli.ts';
import type { Edition } from './kbli-tables.ts';
import { offeredToLarge, requiredLicences } from './licences.ts';

// Parsing the tables takes most of a second, more on a busy machine.
jest.setTimeout(60_000);

let kbli: Kbli;

beforeAll(async () => {
  ({ kbli } = await committedKbli());
});

const investmentOf = (edition: Edition, code: string) => minimumInvestment(codeOf(kbli, edition, code));
const capitalOf = (edition: Edition, code: string) => minimumPaidUpCapital(codeOf(kbli, edition, code));

describe('minimum investment', () => {
  test('it is more than ten billion rupiah', () => {
    expect(investmentOf('KBLI_2025', '62110')).toMatchObject({
      amount: 10_000_000_000n,
      exclusive: true,
      per: 'SUBCLASS',
      asOf: '2025-10-02',
    });
  });

  test.each<[Edition, string, string, string]>([
    ['KBLI_2025', '46333', 'CLASS', 'wholesale'],
    ['KBLI_2020', '45101', 'CLASS', 'wholesale of cars, division 45 in 2020'],
    ['KBLI_2020', '45103', 'SUBCLASS', 'retail of cars'],
    ['KBLI_2025', '41011', 'CLASS', 'construction'],
    ['KBLI_2025', '56101', 'DIVISION', 'food service'],
    ['KBLI_2025', '55101', 'SUBCLASS', 'hotels'],
  ])('for %s %s it is counted per %s: %s', (edition, code, per) => {
    expect(investmentOf(edition, code)?.per).toBe(per);
  });

  test('accommodation is told that land and buildings may count', () => {
    expect(investmentOf('KBLI_2025', '55101')?.note.en).toMatch(/land and buildings may count/);
  });

  test.each<[Edition, string, string]>([
    ['KBLI_2020', '55193', 'reserved for small businesses'],
    ['KBLI_2020', '11010', 'closed'],
    ['KBLI_2025', '55209', 'not offered to large businesses'],
    ['KBLI_2025', '561', 'wider than a subclass'],
  ])('%s %s has none: %s', (edition, code) => {
    expect([investmentOf(edition, code), capitalOf(edition, code)]).toEqual([null, null]);
  });
});

describe('minimum paid-up capital', () => {
  test('it is at least two and a half billion rupiah for each company', () => {
    expect(capitalOf('KBLI_2025', '56101')).toMatchObject({
      amount: 2_500_000_000n,
      exclusive: false,
      per: null,
    });
  });
});

describe('licences', () => {
  test.each([
    [['LOW'], ['NIB']],
    [['MEDIUM_LOW'], ['NIB', 'Sertifikat Standar (self-declared)']],
    [['MEDIUM_HIGH'], ['NIB', 'Sertifikat Standar (verified)']],
    [['HIGH'], ['NIB', 'Izin']],
    [
      ['LOW', 'HIGH'],
      ['NIB', 'Izin'],
    ],
    [[], []],
  ] as const)('risk %j requires %j', (levels, licences) => {
    expect(requiredLicences(levels)).toEqual(licences);
  });

  test('a restaurant of large scale is of medium-high risk in OSS', () => {
    const large = codeOf(kbli, 'KBLI_2025', '56101').risks.find(({ scale }) => scale === 'LARGE');
    expect(large).toMatchObject({ levels: ['MEDIUM_HIGH'], confidence: 'VERIFIED', offeredToScale: true });
  });

  test('villas are not offered to large businesses', () => {
    expect(offeredToLarge(codeOf(kbli, 'KBLI_2025', '55203').risks)).toBe(false);
  });

  test('a code without a source for its risk says nothing about scale', () => {
    expect(offeredToLarge(codeOf(kbli, 'KBLI_2020', '56101').risks)).toBeNull();
  });
});
