import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRealGateway, type RealGateway, ways } from './fixture/real-gateway.ts';
import { wireStrings } from './wire-strings.ts';

const path = '/api/v2/bali-zero/price';
const everyService = Object.entries(wireStrings).flatMap(([category, services]) =>
  Object.entries(services).map(([name, strings]) => ({ category, name, strings })),
);

describe.each(ways)('the price lookup, pricing %s', (way) => {
  let gateway: RealGateway;

  beforeAll(async () => {
    gateway = await openRealGateway(way);
  }, 60_000);

  afterAll(() => gateway.close());

  test.each(everyService)('"$name" is found by its display name', async ({ category, name, strings }) => {
    const { status, data } = await gateway.post(path, { service: name });

    expect(status).toBe(200);
    expect(Object.keys(data)).toEqual(['service', 'category', 'contact', 'official_notice']);
    expect(Object.entries(data.service)).toEqual([
      ['name', name],
      ...Object.entries(strings),
      ['notes', expect.stringMatching(/\S/)],
    ]);
    expect(data.category).toBe(category);
    expect(Object.keys(data.contact)).toEqual(['email', 'whatsapp', 'location', 'hours', 'website']);
  });

  test.each([
    ['C1 Tourism', 'C1 Tourism'],
    ['C1', 'C1 Tourism'],
    ['c1', 'C1 Tourism'],
    ['D1', 'D1 Tourism/Meetings'],
    ['PT PMA Setup', 'PT PMA Company Setup'],
    ['Working KITAS', 'Working KITAS (E23)'],
    ['NPWP Personal', 'NPWP Personal + Coretax'],
    ['E31B', 'Dependent KITAS (E31B/E)'],
    ['E31E', 'Dependent KITAS (E31B/E)'],
    ['C7A', 'C7 A&B Music'],
    ['e33g', 'Remote Worker KITAS (E33G)'],
    ['alcohol', 'Alcohol License'],
    ['NPWPD', 'NPWPD Company'],
  ])('"%s" means %s', async (service, name) => {
    const { data } = await gateway.post(path, { service });

    expect(data).toMatchObject({ service: { name } });
  });

  test.each([
    ['KITAS', 7, { name: 'Working KITAS (E23)', code: 'E23-WORKING', category: 'kitas_permits' }],
    ['NPWP', 2, { name: 'NPWPD Company', code: 'NPWPD', category: 'taxation_services' }],
    ['E23', 2, { name: 'Freelance KITAS (E23)', code: 'E23-FREELANCE', category: 'kitas_permits' }],
  ])('"%s" is not found and names its %d candidates', async (service, count, candidate) => {
    const { status, data } = await gateway.post(path, { service });

    expect(status).toBe(200);
    expect(Object.keys(data)).toEqual(['message', 'suggestion', 'contact', 'candidates']);
    expect(data.message).toContain(`"${service}"`);
    expect(data.candidates).toHaveLength(count);
    expect(data.candidates).toContainEqual(candidate);
  });

  test.each(['email', 'contact_info', 'zzzz', '?'])('"%s" is not found', async (service) => {
    const { status, data } = await gateway.post(path, { service });

    expect(status).toBe(200);
    expect(data.service).toBeUndefined();
    expect(data).toMatchObject({
      message: expect.stringContaining(`"${service}"`),
      suggestion: expect.stringMatching(/\S/),
      contact: { whatsapp: '+62 813 3805 1876' },
    });
  });

  test.each([{}, { service: '' }, { service: null }])(
    '%j asks for a service and gives examples',
    async (body) => {
      const { status, data } = await gateway.post(path, body);

      expect(status).toBe(200);
      expect(data).toEqual({
        message: expect.stringContaining('servizio'),
        examples: ['C1 Tourism', 'Working KITAS', 'PT PMA Setup', 'NPWP Personal'],
      });
    },
  );

  test('every example that it gives is found', async () => {
    const { data } = await gateway.post(path, {});

    const answers = await Promise.all(
      (data.examples as string[]).map((service) => gateway.post(path, { service })),
    );

    expect(answers.every(({ data: { service } }) => service !== undefined)).toBe(true);
  });

  test('texts are Italian unless another language is asked for', async () => {
    const italian = await gateway.post(path, { service: 'zzzz' });
    const english = await gateway.post(path, { service: 'zzzz', lang: 'en' });
    const indonesian = await gateway.post(path, { service: 'C1', lang: 'id' });

    expect(italian.data.message).toMatch(/^Nessun servizio/);
    expect(english.data.message).toMatch(/^No service/);
    expect(indonesian.data.official_notice).toMatch(/^Harga resmi/);
    expect(indonesian.data.service).toMatchObject({ name: 'C1 Tourism', price: '2.300.000 IDR' });
  });

  test('both paths are the same route and share one cache', async () => {
    const first = await gateway.post('/api/v2/bali-zero/quick-price', { service: 'LKPM' });

    const second = await gateway.post(path, { service: 'LKPM' });

    expect([first, second].map(({ headers }) => headers.get('x-cache'))).toEqual(['MISS', 'HIT']);
    expect(second.text).toBe(first.text);
  });
});
