import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { projectPath } from '../../shared/project-root.ts';
import { committedCatalogue } from '../fixtures.ts';
import { catalogueOf, catalogueText, catalogueVersion, quotableOptions } from './catalogue.ts';

// The official price list of 1 January 2025, once more by hand: the document must not be its own witness.
const amounts: Record<string, Record<string, number>> = {
  C1: { standard: 2_300_000, extension: 1_700_000 },
  C2: { standard: 3_600_000, extension: 1_700_000 },
  C7: { standard: 5_000_000 },
  C7AB: { standard: 4_500_000 },
  C18: {},
  C22A: { '60d': 4_800_000, '180d': 5_800_000 },
  C22B: { '60d': 4_800_000, '180d': 5_800_000 },
  D1: { '1y': 5_000_000, '2y': 7_000_000 },
  D2: { '1y': 6_000_000, '2y': 8_000_000 },
  D12: { '1y': 7_500_000, '2y': 10_000_000, extension: 3_500_000 },
  'E23-FREELANCE': { offshore: 26_000_000, onshore: 28_000_000 },
  'E23-WORKING': { offshore: 34_500_000, onshore: 36_000_000, extension: 31_000_000 },
  E28A: { offshore: 17_000_000, onshore: 19_000_000, extension: 18_000_000 },
  E33F: { offshore: 14_000_000, onshore: 16_000_000, extension: 10_000_000 },
  E33G: { offshore: 12_500_000, onshore: 14_000_000, extension: 10_000_000 },
  E31A: {
    '1y-offshore': 11_000_000,
    '1y-onshore': 13_500_000,
    '2y-offshore': 15_000_000,
    '2y-onshore': 18_000_000,
    'extension-1y': 9_000_000,
    'extension-2y': 15_000_000,
  },
  E31BE: {
    '1y-offshore': 11_000_000,
    '1y-onshore': 13_500_000,
    '2y-offshore': 15_000_000,
    '2y-onshore': 18_000_000,
    'extension-1y': 9_000_000,
    'extension-2y': 15_000_000,
  },
  'KITAP-INVESTOR': {},
  'KITAP-WORKING': {},
  'KITAP-FAMILY': {},
  'KITAP-RETIREMENT': {},
  'PMA-SETUP': { from: 20_000_000 },
  'COMPANY-REVISION': { from: 7_000_000 },
  'ALCOHOL-LICENSE': { from: 15_000_000 },
  'REAL-ESTATE-LEGAL': {},
  'PBG-SLF': {},
  'NPWP-PERSONAL': { 'per-person': 1_000_000 },
  NPWPD: { 'per-company': 2_500_000 },
  'TAX-MONTHLY': { from: 1_500_000 },
  'TAX-ANNUAL-OPERATIONAL': { from: 4_000_000 },
  'TAX-ANNUAL-ZERO': { from: 3_000_000 },
  'TAX-ANNUAL-PERSONAL': { standard: 2_000_000 },
  'BPJS-HEALTH': { 'per-company': 1_500_000 },
  'BPJS-EMPLOYMENT': { 'per-company': 1_500_000 },
  LKPM: { 'per-report': 1_000_000 },
};

const wire: Record<string, [name: string, ...prices: [key: string, text: string][]]> = {
  C1: ['C1 Tourism', ['price', '2.300.000 IDR'], ['extension', '1.700.000 IDR']],
  C2: ['C2 Business', ['price', '3.600.000 IDR'], ['extension', '1.700.000 IDR']],
  C7: ['C7 Professional', ['price', '5.000.000 IDR'], ['extension', 'Not extendable']],
  C7AB: ['C7 A&B Music', ['price', '4.500.000 IDR'], ['extension', 'Not extendable']],
  C18: ['C18 Work Trial', ['price', 'Contact for quote'], ['extension', 'Not extendable']],
  C22A: ['C22A Academy Internship', ['price_60d', '4.800.000 IDR'], ['price_180d', '5.800.000 IDR']],
  C22B: ['C22B Company Internship', ['price_60d', '4.800.000 IDR'], ['price_180d', '5.800.000 IDR']],
  D1: ['D1 Tourism/Meetings', ['price_1y', '5.000.000 IDR'], ['price_2y', '7.000.000 IDR']],
  D2: ['D2 Business', ['price_1y', '6.000.000 IDR'], ['price_2y', '8.000.000 IDR']],
  D12: ['D12 Business Investigation', ['price_1y', '7.500.000 IDR'], ['price_2y', '10.000.000 IDR']],
  'E23-FREELANCE': ['Freelance KITAS (E23)', ['offshore', '26.000.000 IDR'], ['onshore', '28.000.000 IDR']],
  'E23-WORKING': ['Working KITAS (E23)', ['offshore', '34.500.000 IDR'], ['onshore', '36.000.000 IDR']],
  E28A: ['Investor KITAS (E28A)', ['offshore', '17.000.000 IDR'], ['onshore', '19.000.000 IDR']],
  E33F: ['Retirement KITAS (E33F)', ['offshore', '14.000.000 IDR'], ['onshore', '16.000.000 IDR']],
  E33G: ['Remote Worker KITAS (E33G)', ['offshore', '12.500.000 IDR'], ['onshore', '14.000.000 IDR']],
  E31A: ['Spouse KITAS (E31A)', ['price_1y_off', '11.000.000 IDR'], ['price_2y_off', '15.000.000 IDR']],
  E31BE: ['Dependent KITAS (E31B/E)', ['price_1y_off', '11.000.000 IDR'], ['price_2y_off', '15.000.000 IDR']],
  'KITAP-INVESTOR': ['Investor KITAP', ['price', 'Contact for quote']],
  'KITAP-WORKING': ['Working KITAP', ['price', 'Contact for quote']],
  'KITAP-FAMILY': ['Family KITAP', ['price', 'Contact for quote']],
  'KITAP-RETIREMENT': ['Retirement KITAP', ['price', 'Contact for quote']],
  'PMA-SETUP': ['PT PMA Company Setup', ['price', 'Starting from 20.000.000 IDR']],
  'COMPANY-REVISION': ['Company Revision', ['price', 'Starting from 7.000.000 IDR']],
  'ALCOHOL-LICENSE': ['Alcohol License', ['price', 'Starting from 15.000.000 IDR']],
  'REAL-ESTATE-LEGAL': ['Legal Real Estate', ['price', 'Contact for quote']],
  'PBG-SLF': ['Building Permit PBG & SLF', ['price', 'Contact for quote']],
  'NPWP-PERSONAL': ['NPWP Personal + Coretax', ['price', '1.000.000 IDR per person']],
  NPWPD: ['NPWPD Company', ['price', '2.500.000 IDR per company']],
  'TAX-MONTHLY': ['Monthly Tax Report', ['price', 'Starting from 1.500.000 IDR']],
  'TAX-ANNUAL-OPERATIONAL': ['Annual Tax Report (Operational)', ['price', 'Starting from 4.000.000 IDR']],
  'TAX-ANNUAL-ZERO': ['Annual Tax Report (Zero)', ['price', 'Starting from 3.000.000 IDR']],
  'TAX-ANNUAL-PERSONAL': ['Annual Personal Tax', ['price', '2.000.000 IDR']],
  'BPJS-HEALTH': ['BPJS Health Insurance', ['price', '1.500.000 IDR per company (min 2 people)']],
  'BPJS-EMPLOYMENT': ['BPJS Employment Insurance', ['price', '1.500.000 IDR per company (min 2 people)']],
  LKPM: ['LKPM Report', ['price', '1.000.000 IDR per report (3 months)']],
};

const { services, packages, priceList } = committedCatalogue();

describe('the committed catalogue', () => {
  test('holds the services of the official list in its order', () => {
    expect(services.map(({ code }) => code)).toEqual(Object.keys(amounts));
    expect(services).toHaveLength(35);
  });

  test.each(services.map((service) => [service.code, service] as const))(
    '%s has every amount of the list',
    (code, service) => {
      const stated = Object.fromEntries(
        quotableOptions(service).map(({ key, amountIdr }) => [key, Number(amountIdr)]),
      );

      expect(stated).toEqual(amounts[code]);
    },
  );

  test.each(services.map((service) => [service.code, service.wire] as const))(
    '%s keeps the strings of the REST routes byte for byte, in their order',
    (code, { name, prices }) => {
      expect([name, ...prices]).toEqual(wire[code]);
    },
  );

  test('has as many services in each category as the list', () => {
    const counts = new Map<string, number>();
    for (const { category } of services) counts.set(category, (counts.get(category) ?? 0) + 1);

    expect([...counts]).toEqual([
      ['SINGLE_ENTRY_VISA', 7],
      ['MULTIPLE_ENTRY_VISA', 3],
      ['KITAS', 7],
      ['KITAP', 4],
      ['BUSINESS_LEGAL', 5],
      ['TAXATION', 9],
    ]);
  });

  test('three packages have lines and two only say what they include', () => {
    expect(packages.map(({ key, lines }) => [key, lines.length])).toEqual([
      ['remote_worker_1y', 3],
      ['investor_full', 4],
      ['beach_club', 6],
      ['startup', 0],
      ['hospitality', 0],
    ]);
  });

  test('states its own date and the numbers that partners receive', () => {
    expect(priceList).toMatchObject({ effectiveFrom: '2025-01-01', nextChangeOn: null });
    expect(priceList.contact.whatsapp).toBe('+62 813 3805 1876');
    expect(priceList.wire.kbliContactNumber).toBe('+62 859 0436 9574');
  });

  test('every service has everyday words in three languages', () => {
    const poor = services.filter(({ searchTerms }) =>
      Object.values(searchTerms).some((terms) => terms.length < 4),
    );

    expect(poor.map(({ code }) => code)).toEqual([]);
  });

  test('stands in the file as an export would write it', () => {
    const text = readFileSync(projectPath('prisma', 'data', 'catalogue.json'), 'utf8');

    expect(catalogueText(catalogueOf(JSON.parse(text)))).toBe(text);
  });

  test('the version follows the content and nothing else', () => {
    const { packages: reordered, ...rest } = JSON.parse(catalogueText(committedCatalogue()));
    const same = catalogueOf({ packages: reordered, ...rest });
    rest.priceList.contact.hours = 'Mon-Fri 8AM-5PM';
    const other = catalogueOf({ packages: reordered, ...rest });

    expect(catalogueVersion(same)).toBe(catalogueVersion(committedCatalogue()));
    expect(catalogueVersion(other)).not.toBe(catalogueVersion(committedCatalogue()));
  });
});
