import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRealGateway, type RealGateway, ways } from './fixture/real-gateway.ts';

const path = '/api/v2/bali-zero/kbli';
const entryKeys = [
  'code',
  'name',
  'nameEn',
  'description',
  'requirements',
  'minimumCapital',
  'edition',
  'level',
  'risk',
  'foreignOwnership',
  'successors',
];

type Entry = { code: string } & Record<string, unknown>;
const codesOf = (entries: Entry[]): string[] => entries.map(({ code }) => code);

describe.each(ways)('the KBLI route, pricing %s', (way) => {
  let gateway: RealGateway;

  beforeAll(async () => {
    gateway = await openRealGateway(way);
  }, 60_000);

  afterAll(() => gateway.close());

  test('a code answers with its entry, by nested or flat fields and by GET', async () => {
    const nested = await gateway.post(path, { params: { code: '56101' } });

    const flat = await gateway.post(path, { code: '56101' });
    const got = await gateway.get(`${path}?code=56101`);

    expect(nested.status).toBe(200);
    expect(nested.data).toMatchObject({
      found: true,
      kbli: {
        code: '56101',
        name: 'Aktivitas Penyediaan Makanan di Bangunan Tetap',
        edition: '2025',
        level: 'SUBCLASS',
      },
    });
    expect(flat.body).toEqual(nested.body);
    expect(got.body).toEqual(nested.body);
    expect(got.headers.get('x-cache')).toBe('HIT');
  });

  test('an entry has the keys of the old tables first, and `special` only where it is used', async () => {
    const plain = await gateway.post(path, { code: '56101' });
    const barred = await gateway.post(path, { code: '55203' });

    expect(Object.keys(plain.data.kbli)).toEqual(entryKeys);
    expect(Object.keys(barred.data.kbli)).toEqual([
      ...entryKeys.slice(0, 6),
      'special',
      ...entryKeys.slice(6),
    ]);
    expect(barred.data.kbli.special).toContain('PT PMA');
    expect(barred.data.kbli.foreignOwnership).toMatchObject({ availableToPtPma: false });
  });

  test('the description is the path of titles from the section down, repeated ones left out', async () => {
    const { data } = await gateway.post(path, { code: '56101' });

    expect(data.kbli.description).toBe(
      [
        'Aktivitas Penyediaan Akomodasi dan Makan Minum',
        'Aktivitas Penyediaan Makanan dan Minuman',
        'Aktivitas Restoran dan Penyediaan Makanan Keliling',
        'Aktivitas Penyediaan Makanan di Bangunan Tetap',
      ].join(' › '),
    );
  });

  test('requirements come from the risk level of a large business, where OSS offers the code to one', async () => {
    const restaurant = await gateway.post(path, { code: '56101' });
    const villa = await gateway.post(path, { code: '55203' });

    expect(restaurant.data.kbli.requirements).toEqual(['NIB', 'Sertifikat Standar (verified)']);
    expect(villa.data.kbli.requirements).toEqual(['NIB', 'Sertifikat Standar (self-declared)']);
    expect(restaurant.data.kbli.risk).toContainEqual(
      expect.objectContaining({ scale: 'LARGE', levels: ['MEDIUM_HIGH'], offered: true, asOf: '2026-09-30' }),
    );
  });

  test('minimumCapital states the present rule with its source', async () => {
    const { data } = await gateway.post(path, { code: '56101' });

    expect(data.kbli.minimumCapital).toContain('2.500.000.000 IDR');
    expect(data.kbli.minimumCapital).toContain('10.000.000.000 IDR');
    expect(data.kbli.minimumCapital).toContain('BKPM Regulation 5/2025');
  });

  test('the other edition is answered when it is named', async () => {
    const { data } = await gateway.post(path, { code: '56101', edition: '2020' });

    expect(data.kbli).toMatchObject({ name: 'Restoran', edition: '2020', requirements: [] });
    expect(data.kbli.successors).toEqual([
      expect.objectContaining({ code: '56101', edition: '2025', relation: 'MANY_TO_MANY' }),
      expect.objectContaining({ code: '56400', edition: '2025', relation: 'MANY_TO_MANY' }),
    ]);
  });

  test('a code that only the other edition knows is found there, and the edition is named', async () => {
    const older = await gateway.post(path, { params: { code: '55193' } });
    const newer = await gateway.post(path, { params: { code: '55203', edition: '2020' } });

    expect(older.data).toMatchObject({
      found: true,
      kbli: {
        code: '55193',
        name: 'Vila',
        edition: '2020',
        successors: [{ code: '55203', edition: '2025' }],
      },
    });
    expect(newer.data).toMatchObject({
      found: true,
      kbli: { code: '55203', edition: '2025', successors: [] },
    });
  });

  test.each(['I', 'i', '56', '561', '5610'])('the wider code %s is known too', async (code) => {
    const { data } = await gateway.post(path, { code });

    expect(data).toMatchObject({ found: true, kbli: { code: code.toUpperCase(), edition: '2025' } });
  });

  test.each(['99999', '0', 'villa', '56101x', "1' OR 1"])('the code %j is not found', async (code) => {
    const { status, body } = await gateway.post(path, { params: { code } });

    expect(status).toBe(200);
    expect(body).toEqual({ ok: true, data: { found: false, message: `KBLI code ${code} not found` } });
  });

  test('a search answers with entries and their count', async () => {
    const { status, data } = await gateway.post(path, { params: { query: 'villa' } });

    expect(status).toBe(200);
    expect(Object.keys(data)).toEqual(['query', 'results', 'count']);
    expect(data.query).toBe('villa');
    expect(data.count).toBe(data.results.length);
    expect(codesOf(data.results)[0]).toBe('55203');
  });

  test('a search in the 2020 edition finds its codes', async () => {
    const { data } = await gateway.get(`${path}?query=villa&edition=2020&limit=3`);

    expect(codesOf(data.results)[0]).toBe('55193');
    expect(data.results.length).toBeLessThanOrEqual(3);
  });

  test('a search without a match is an empty list', async () => {
    const { status, data } = await gateway.post(path, { query: 'qqqqqqqqqqqq' });

    expect(status).toBe(200);
    expect(data).toEqual({ query: 'qqqqqqqqqqqq', results: [], count: 0 });
  });

  test.each([
    ['I', 26, '551'],
    ['i', 26, '551'],
    ['restaurants', 11, '561'],
    ['accommodation', 15, '551'],
    ['retail', 107, '47'],
    ['services', 141, '62'],
    ['special', 122, '01'],
  ])('the category %s gives five-digit codes, 20 at most by default', async (category, total, begins) => {
    const { data } = await gateway.post(path, { params: { category } });

    expect(Object.keys(data)).toEqual(['category', 'codes', 'total']);
    expect(data.total).toBe(total);
    expect(data.codes).toHaveLength(Math.min(20, total));
    expect(codesOf(data.codes).every((code) => /^\d{5}$/.test(code))).toBe(true);
    expect(codesOf(data.codes)[0]?.startsWith(begins)).toBe(true);
  });

  test('a limit up to 100 is kept', async () => {
    const { data } = await gateway.post(path, { params: { category: 'C', limit: 100 } });

    expect(data.codes).toHaveLength(100);
    expect(data.total).toBe(464);
  });

  test.each([
    {},
    { params: {} },
    { params: { category: 'casinos' } },
    { category: '__proto__' },
    { category: 'constructor' },
    { category: 'V', edition: '2020' },
  ])('%j gives the list of categories', async (body) => {
    const { status, data } = await gateway.post(path, body);

    expect(status).toBe(200);
    expect(data.categories.slice(0, 3)).toEqual(['A', 'B', 'C']);
    expect(data.message).toMatch(/\S/);
  });

  test('the list counts the five-digit codes of its edition', async () => {
    const newer = await gateway.get(path);
    const older = await gateway.get(`${path}?edition=2020`);

    expect(newer.data).toMatchObject({ totalCodes: 1_559 });
    expect(newer.data.categories).toHaveLength(22);
    expect(older.data).toMatchObject({ totalCodes: 1_789 });
    expect(older.data.categories).toHaveLength(21);
  });

  test('a code goes before a category, a known category before a query, an unknown one counts as absent', async () => {
    const all = await gateway.post(path, { code: '56101', category: 'I', query: 'villa' });
    const category = await gateway.post(path, { category: 'I', query: 'villa' });
    const query = await gateway.post(path, { category: 'casinos', query: 'villa' });

    expect(Object.keys(all.data)).toEqual(['found', 'kbli']);
    expect(Object.keys(category.data)).toEqual(['category', 'codes', 'total']);
    expect(Object.keys(query.data)).toEqual(['query', 'results', 'count']);
  });
});
