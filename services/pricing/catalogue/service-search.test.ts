import { describe, expect, test } from '@jest/globals';
import { committedCatalogue } from '../fixtures.ts';
import { makeServiceSearch } from './service-search.ts';

const search = makeServiceSearch(committedCatalogue().services);
const codesFor = (query: string, first = 5) => search(query, { first }).map(({ service }) => service.code);

describe('service search', () => {
  test.each([
    ['C1', 'C1'],
    ['c 1', 'C1'],
    ['e33g', 'E33G'],
    ['pma setup', 'PMA-SETUP'],
    ['E31B', 'E31BE'],
    ['E31E', 'E31BE'],
    ['E31B/E31E', 'E31BE'],
    ['C7A', 'C7AB'],
    ['c7b', 'C7AB'],
  ])('the code or alias %p finds %s first, with a score of 1', (query, code) => {
    const [best] = search(query, { first: 3 });

    expect(best).toMatchObject({ service: { code }, score: 1 });
  });

  test.each([
    ['digital nomad visa', 'E33G'],
    ['work from my laptop', 'E33G'],
    ['kerja jarak jauh', 'E33G'],
    ['nomadi digitali', 'E33G'],
    ['retire in Bali', 'E33F'],
    ['visto pensionati', 'E33F'],
    ['visa pensiunan', 'E33F'],
    ['visa kerja', 'E23-WORKING'],
    ['permesso di lavoro', 'E23-WORKING'],
    ['married to an Indonesian', 'E31A'],
    ['menikah dengan WNI', 'E31A'],
    ['bring my family', 'E31BE'],
    ['visto per i figli', 'E31BE'],
    ['liburan', 'C1'],
    ['musician', 'C7AB'],
    ['magang kuliah', 'C22A'],
    ['open a company', 'PMA-SETUP'],
    ['buka perusahaan', 'PMA-SETUP'],
    ['aprire una società', 'PMA-SETUP'],
    ['liquor license', 'ALCOHOL-LICENSE'],
    ['jual miras', 'ALCOHOL-LICENSE'],
    ['licenza edilizia', 'PBG-SLF'],
    ['comprare casa', 'REAL-ESTATE-LEGAL'],
    ['tax number', 'NPWP-PERSONAL'],
    ['commercialista', 'TAX-MONTHLY'],
    ['health insurance', 'BPJS-HEALTH'],
    ['jaminan hari tua', 'BPJS-EMPLOYMENT'],
    ['laporan triwulan', 'LKPM'],
  ])('the everyday words %p find %s first', (query, code) => {
    expect(codesFor(query, 1)).toEqual([code]);
  });

  test.each([
    ['digtal nomad', 'E33G'],
    ['retirment visa', 'E33F'],
    ['alchol licence', 'ALCOHOL-LICENSE'],
    ['pensionaty', 'E33F'],
  ])('the misspelt %p still finds %s', (query, code) => {
    expect(codesFor(query)).toContain(code);
  });

  test('the question around the words changes nothing', () => {
    expect(codesFor('How much does it cost to get a digital nomad visa?', 1)).toEqual(['E33G']);
  });

  test('what matched is told', () => {
    expect(search('E31E', { first: 1 })[0]?.matchedOn).toBe('alias: E31E');
    expect(search('visto pensionati', { first: 1 })[0]?.matchedOn).toBe('words: visto pensionati');
    expect(search('KITAS Pensiun', { first: 1 })[0]?.matchedOn).toBe('name: KITAS Pensiun (E33F)');
  });

  test('no more than asked for are given, best first', () => {
    const matches = search('visa', { first: 3 });

    expect(matches).toHaveLength(3);
    expect(matches.map(({ score }) => score)).toEqual(
      matches.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });

  test.each(['xyzzy', '???', '🏝️'])('%p finds nothing', (query) => {
    expect(codesFor(query)).toEqual([]);
  });
});
