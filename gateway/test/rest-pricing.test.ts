import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRealGateway, type RealGateway, ways } from './fixture/real-gateway.ts';
import { wireStrings } from './wire-strings.ts';

const path = '/api/v2/bali-zero/pricing';

const contact = {
  email: 'info@balizero.com',
  whatsapp: '+62 813 3805 1876',
  location: 'Canggu, Bali, Indonesia',
  hours: 'Mon-Fri 9AM-6PM, Sat 10AM-2PM',
  website: 'https://balizero.com',
};
const head = ['official_notice', 'last_updated', 'currency', 'contact_info'];
const categories = Object.keys(wireStrings);

describe.each(ways)('the pricing route, pricing %s', (way) => {
  let gateway: RealGateway;

  beforeAll(async () => {
    gateway = await openRealGateway(way);
  }, 60_000);

  afterAll(() => gateway.close());

  test.each(categories)('%s hold every price string, byte for byte and in order', async (category) => {
    const { data } = await gateway.post(path, {});

    const expected = Object.entries(wireStrings[category] ?? {}).map(([name, strings]) => [
      name,
      [...Object.entries(strings), ['notes', expect.stringMatching(/\S/)]],
    ]);
    expect(
      Object.entries(data[category] as Record<string, object>).map(([name, service]) => [
        name,
        Object.entries(service),
      ]),
    ).toEqual(expected);
  });

  test('the whole list has its keys in the order of the old tables, with the disclaimer last', async () => {
    const { status, body, data } = await gateway.post(path, {});

    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['ok', 'data']);
    expect(Object.keys(data)).toEqual([...head, ...categories, 'disclaimer']);
  });

  test('date, currency and contact are those of the old system; notices are texts', async () => {
    const { data } = await gateway.post(path, { service_type: 'kitap' });

    expect(data).toMatchObject({
      official_notice: expect.stringContaining('intelligenza artificiale'),
      last_updated: '2025-01-01',
      currency: 'IDR (Indonesian Rupiah)',
    });
    expect(Object.entries(data.contact_info)).toEqual(Object.entries(contact));
    expect(Object.keys(data.disclaimer)).toEqual(['it', 'id', 'en']);
  });

  test.each([
    ['visa', ['single_entry_visas', 'multiple_entry_visas']],
    ['kitas', ['kitas_permits']],
    ['kitap', ['kitap_permits']],
    ['business', ['business_legal_services']],
    ['tax', ['taxation_services']],
    ['all', categories],
  ])('service_type %s chooses its categories', async (type, chosen) => {
    const { data } = await gateway.post(path, { service_type: type });

    expect(Object.keys(data)).toEqual([...head, ...chosen, 'disclaimer']);
  });

  test('a search stands beside the chosen categories', async () => {
    const { data } = await gateway.post(path, { service_type: 'business', specific_service: 'alcohol' });

    expect(Object.keys(data)).toEqual([
      ...head,
      'business_legal_services',
      'search_results',
      'search_term',
      'disclaimer',
    ]);
    expect(Object.keys(data.business_legal_services)).toHaveLength(5);
    expect(data).toMatchObject({
      search_results: {
        business_legal_services: { 'Alcohol License': { price: 'Starting from 15.000.000 IDR' } },
      },
      search_term: 'alcohol',
    });
  });

  test('a search runs over all categories, whatever the type, over names and codes in any case', async () => {
    const byName = await gateway.post(path, { service_type: 'tax', specific_service: 'KITAS' });
    const byCode = await gateway.post(path, { service_type: 'tax', specific_service: 'e33g' });
    const byOtherCode = await gateway.post(path, { service_type: 'tax', specific_service: 'C7B' });

    expect(Object.keys(byName.data.search_results)).toEqual(['kitas_permits']);
    expect(Object.keys(byName.data.search_results.kitas_permits ?? {})).toHaveLength(7);
    expect(Object.keys(byCode.data.search_results.kitas_permits ?? {})).toEqual([
      'Remote Worker KITAS (E33G)',
    ]);
    expect(Object.keys(byOtherCode.data.search_results.single_entry_visas ?? {})).toEqual(['C7 A&B Music']);
  });

  test.each(['extension', 'price_1y', 'notes', 'email', 'whatsapp', 'balizero.com', '2.300.000'])(
    'a search for "%s" finds no key name, price or contact, and says so in a text',
    async (term) => {
      const { status, data } = await gateway.post(path, { service_type: 'kitap', specific_service: term });

      expect(status).toBe(200);
      expect(data.search_results).toEqual(expect.stringMatching(/\S/));
      expect(Object.keys(data)).toEqual([...head, 'kitap_permits', 'search_results', 'disclaimer']);
    },
  );

  test('an empty search counts as none, and include_details changes nothing', async () => {
    const plain = await gateway.post(path, { service_type: 'kitas' });

    const searched = await gateway.post(path, { service_type: 'kitas', specific_service: '' });
    const short = await gateway.post(path, { service_type: 'kitas', include_details: false });

    expect(searched.body).toEqual(plain.body);
    expect(short.body).toEqual(plain.body);
  });

  test('GET takes the same fields as text and gives the same answer', async () => {
    const posted = await gateway.post(path, { service_type: 'visa', specific_service: 'C22' });

    const got = await gateway.get(`${path}?service_type=visa&specific_service=C22&include_details=false`);

    expect(got.status).toBe(200);
    expect(got.body).toEqual(posted.body);
  });

  test('the first answer is a MISS and the next a HIT, by GET or POST and in any order of fields', async () => {
    const first = await gateway.post(path, { service_type: 'tax', specific_service: 'npwp' });

    const second = await gateway.post(path, { specific_service: 'npwp', service_type: 'tax', unknown: 1 });
    const third = await gateway.get(`${path}?specific_service=npwp&service_type=tax`);

    expect([first, second, third].map(({ headers }) => headers.get('x-cache'))).toEqual([
      'MISS',
      'HIT',
      'HIT',
    ]);
    expect(third.text).toBe(first.text);
    expect(third.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('a refused request is never kept', async () => {
    await gateway.get(`${path}?service_type=bogus`);

    const again = await gateway.get(`${path}?service_type=bogus`);

    expect(again.status).toBe(400);
    expect(again.headers.get('x-cache')).toBeNull();
  });
});
