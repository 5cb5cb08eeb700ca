import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { committedKbli } from './fixtures.ts';
import type { Edition } from './kbli-tables.ts';
import { type KbliSearch, makeKbliSearch } from './search.ts';

// The index of both editions takes a second or two to build, more on a busy machine.
jest.setTimeout(60_000);

let search: KbliSearch;

beforeAll(async () => {
  const { kbli, tables } = await committedKbli();
  search = makeKbliSearch(kbli, tables.codes);
});

const find = (query: string, edition: Edition = 'KBLI_2025', first = 10) =>
  search.find(query, { edition, first });
const codesOf = (query: string, edition?: Edition, first?: number) =>
  find(query, edition, first).map(({ kbli }) => kbli.code);

describe('searching by code', () => {
  test.each([
    ['56101', '56101'],
    ['KBLI 56101', '56101'],
    ['kode kbli 56101', '56101'],
    ['56.101', '56101'],
    ['561', '561'],
    ['5610x', '5610'],
    ['56*', '56'],
    ['i', 'I'],
  ])('%s gives the code %s first', (query, code) => {
    expect(find(query)[0]).toMatchObject({ kbli: { code }, score: 1, matchedOn: 'code' });
  });

  test('the first digits give what stands below them', () => {
    expect(
      codesOf('5610')
        .slice(1)
        .every((code) => code.startsWith('5610') && code.length === 5),
    ).toBe(true);
  });

  test('a code of the other edition gives its counterparts', () => {
    expect(find('55193')[0]).toMatchObject({
      kbli: { code: '55203' },
      matchedOn: 'code: 55193 of KBLI 2020',
    });
  });

  test('a code that no edition has gives its nearest beginning', () => {
    expect(codesOf('56999')[0]).toBe('56');
  });

  test('words after a code are searched too, behind it', () => {
    const codes = codesOf('56101 villa');
    expect(codes[0]).toBe('56101');
    expect(codes).toContain('55203');
  });

  test('a number that is no code is a word like others', () => {
    expect(codesOf('99x99')).toEqual([]);
  });
});

describe('searching by words', () => {
  test.each([
    ['restaurant', '56101'],
    ['restaurants', '56101'],
    ['ristorante', '56101'],
    ['ristoranti', '56101'],
    ['I would like to open a restaurant', '56101'],
    ['restarant', '56101'],
    ['villas', '55203'],
    ['butchers', '47214'],
    ['notai', '69104'],
  ])('%s finds %s', (query, code) => {
    expect(codesOf(query)[0]).toBe(code);
  });

  test('a word still being typed is completed', () => {
    expect(codesOf('physiother')[0]).toBe(codesOf('physiotherapist')[0]);
  });

  test('the place and the word for a firm do not decide', () => {
    expect(codesOf('cleaning company in Canggu')[0]).toBe(codesOf('cleaning')[0]);
  });

  test('words written together are read apart', () => {
    expect(codesOf('weddingphotographer')[0]).toBe(codesOf('wedding photographer')[0]);
  });

  test('words written apart are read together', () => {
    expect(codesOf('guesthouse')[0]).toBe(codesOf('guest house')[0]);
  });

  test('without crew and with crew are two things', () => {
    expect(codesOf('yacht charter without crew')[0]).not.toBe(codesOf('yacht charter with crew')[0]);
  });

  test.each([
    ['toko kopi', '47'],
    ['grosir kopi', '46'],
    ['kebun kopi', '01'],
  ])('the activity decides: %s stands in division %s', (query, division) => {
    expect(codesOf(query)[0]?.slice(0, 2)).toBe(division);
  });

  test('an official title finds its code', () => {
    expect(find('Aktivitas Vila')[0]).toMatchObject({
      kbli: { code: '55203' },
      matchedOn: 'title: Aktivitas Vila',
    });
  });

  test('it says which term matched', () => {
    expect(find('dentist')[0]?.matchedOn).toMatch(/^term: dentist/i);
  });

  test('only subclasses are found by words', () => {
    expect(find('food and drink', 'KBLI_2020', 50).every(({ kbli }) => kbli.level === 'SUBCLASS')).toBe(true);
  });

  test('the edition decides the number', () => {
    expect([codesOf('villa', 'KBLI_2020')[0], codesOf('villa')[0]]).toEqual(['55193', '55203']);
  });
});

describe('every answer', () => {
  const queries = [
    'hotel',
    'sewa motor',
    'scuola di cucina',
    'qwrtzpsdfg',
    '56',
    '?',
    '日本',
    'a'.repeat(200),
    'x y z',
  ];

  test.each(queries)('%j: scores fall, within 0 and 1', (query) => {
    const scores = find(query, 'KBLI_2020', 50).map(({ score }) => score);
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
  });

  test.each(queries)('%j: asked again, it is the same', (query) => {
    const before = find(query);
    find('something else');
    expect(find(query)).toEqual(before);
  });

  test.each(queries)('%j: who asks for more gets the same first', (query) => {
    const longest = find(query, 'KBLI_2025', 100);
    const wanted = [1, 3, 20];

    const found = wanted.map((first) => find(query, 'KBLI_2025', first));

    expect(found).toEqual(wanted.map((first) => longest.slice(0, first)));
  });

  test('no more come than were asked for', () => {
    expect(find('hotel', 'KBLI_2025', 3)).toHaveLength(3);
  });

  test('a code stands in it once', () => {
    const codes = codesOf('56101 restaurant', 'KBLI_2025', 50);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
