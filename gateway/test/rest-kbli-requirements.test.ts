import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRealGateway, type RealGateway, ways } from './fixture/real-gateway.ts';

const path = '/api/v2/bali-zero/kbli/requirements';

describe.each(ways)('the KBLI requirements route, pricing %s', (way) => {
  let gateway: RealGateway;

  beforeAll(async () => {
    gateway = await openRealGateway(way);
  }, 60_000);

  afterAll(() => gateway.close());

  test('a kind of business answers with options and the services of the firm', async () => {
    const { status, data } = await gateway.post(path, { params: { businessType: 'restaurant' } });

    expect(status).toBe(200);
    expect(Object.keys(data)).toEqual(['businessType', 'options', 'totalOptions', 'baliZeroServices']);
    expect(data.totalOptions).toBe(data.options.length);
    expect(data.options[0]).toEqual({
      code: '56101',
      name: expect.stringMatching(/\S/),
      requirements: ['NIB', 'Sertifikat Standar (verified)'],
      minimumCapital: expect.stringContaining('2.500.000.000 IDR'),
      special: null,
      edition: '2025',
    });
    expect(data.baliZeroServices).toEqual({
      available: true,
      services: [
        'PT PMA Company Setup',
        'Company Revision',
        'Alcohol License',
        'Legal Real Estate',
        'Building Permit PBG & SLF',
      ],
      contact: { whatsapp: '+62 859 0436 9574', email: 'info@balizero.com' },
    });
  });

  test('an option that a PT PMA cannot take says so in `special`', async () => {
    const { data } = await gateway.post(path, { businessType: 'villa' });

    expect(data.options[0]).toMatchObject({ code: '55203', special: expect.stringContaining('PT PMA') });
  });

  test('nothing found is 200 with a message and a suggestion', async () => {
    const { status, data } = await gateway.post(path, { businessType: 'qqqqqqqqqqqq' });

    expect(status).toBe(200);
    expect(data).toEqual({
      found: false,
      message: expect.stringContaining('"qqqqqqqqqqqq"'),
      suggestion: expect.stringMatching(/\S/),
    });
  });

  test.each([
    {},
    { params: {} },
    { params: { businessType: '' } },
    { businessType: null },
    { businessType: '  ' },
  ])('%j is refused, as the parameter is missing', async (body) => {
    const { status, body: answer } = await gateway.post(path, body);

    expect(status).toBe(400);
    expect(answer).toMatchObject({ ok: false, error: 'businessType parameter required' });
  });

  test('an answer is kept for the next who asks', async () => {
    const first = await gateway.post(path, { params: { businessType: 'yoga studio' } });

    const second = await gateway.post(path, { businessType: 'yoga studio' });

    expect([first, second].map(({ headers }) => headers.get('x-cache'))).toEqual(['MISS', 'HIT']);
    expect(second.text).toBe(first.text);
  });
});
