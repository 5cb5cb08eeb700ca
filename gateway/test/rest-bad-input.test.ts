import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRealGateway, type RealGateway, ways } from './fixture/real-gateway.ts';

const base = '/api/v2/bali-zero';
const long = 'x'.repeat(10_000);
const json = { 'content-type': 'application/json' };

describe.each(ways)('bad input on the partner routes, pricing %s', (way) => {
  let gateway: RealGateway;

  beforeAll(async () => {
    gateway = await openRealGateway(way);
  }, 60_000);

  afterAll(async () => {
    const tooLoud = gateway.logged.filter(({ level }) => level >= 40);
    await gateway.close();
    expect(tooLoud).toEqual([]);
  });

  test.each([
    ['pricing', { service_type: 'bogus' }, 'service_type'],
    ['pricing', { service_type: 7 }, 'service_type'],
    ['pricing', { service_type: ['visa'] }, 'service_type'],
    ['pricing', { specific_service: 7 }, 'specific_service'],
    ['pricing', { specific_service: long }, 'specific_service'],
    ['pricing', { include_details: 'no' }, 'include_details'],
    ['price', { service: 7 }, 'service'],
    ['price', { service: { name: 'C1' } }, 'service'],
    ['price', { service: long }, 'service'],
    ['price', { service: 'C1', lang: 'xx' }, 'lang'],
    ['quick-price', { service: [] }, 'service'],
    ['kbli', { params: { query: 7 } }, 'query'],
    ['kbli', { query: { $gt: '' } }, 'query'],
    ['kbli', { query: long }, 'query'],
    ['kbli', { code: 56101 }, 'code'],
    ['kbli', { code: long }, 'code'],
    ['kbli', { category: long }, 'category'],
    ['kbli', { code: '56101', edition: '2015' }, 'edition'],
    ['kbli', { query: 'villa', limit: 0 }, 'limit'],
    ['kbli', { query: 'villa', limit: -5 }, 'limit'],
    ['kbli', { query: 'villa', limit: 101 }, 'limit'],
    ['kbli', { query: 'villa', limit: 1e30 }, 'limit'],
    ['kbli', { query: 'villa', limit: 2.5 }, 'limit'],
    ['kbli', { query: 'villa', limit: '5' }, 'limit'],
    ['kbli/requirements', { businessType: 7 }, 'businessType'],
    ['kbli/requirements', { businessType: long }, 'businessType'],
  ])('POST %s %# is 400 and names the field', async (route, body, field) => {
    const { status, body: answer, text } = await gateway.post(`${base}/${route}`, body);

    expect(status).toBe(400);
    expect(answer).toEqual({
      ok: false,
      error: expect.stringContaining(field),
      details: { fields: [{ field, message: expect.stringMatching(/\S/) }] },
    });
    expect(text).not.toContain('xxxx');
  });

  test.each([
    'pricing?service_type=bogus',
    'pricing?service_type=visa&service_type=tax',
    'pricing?include_details=maybe',
    `pricing?specific_service=${'x'.repeat(1_000)}`,
    'kbli?limit=many',
    'kbli?limit=-1',
    'kbli?limit=99999999999999999999',
    'kbli?edition=1998',
    'kbli?query=a&query=b',
  ])('GET %s is 400', async (address) => {
    const { status, body } = await gateway.get(`${base}/${address}`);

    expect(status).toBe(400);
    expect(body).toMatchObject({ ok: false, error: expect.stringMatching(/\S/) });
  });

  test.each(['pricing', 'price', 'quick-price', 'kbli', 'kbli/requirements'])(
    'POST %s refuses what is not a JSON object',
    async (route) => {
      const ask = (body: string | undefined, headers: Record<string, string> = json) =>
        gateway.send(`${base}/${route}`, { method: 'POST', body, headers });

      const malformed = await ask('{"service": ');
      const empty = await ask('');
      const nothing = await ask(undefined, {});
      const list = await ask('[]');
      const text = await ask('"C1"');
      const none = await ask('null');
      const poisoned = await ask('{"__proto__": {"admin": true}}');
      const form = await ask('service=C1', { 'content-type': 'application/x-www-form-urlencoded' });
      const large = await ask(JSON.stringify({ service: 'x'.repeat(1_048_600) }));

      const refused = [malformed, empty, nothing, list, text, none, poisoned, form, large];
      expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400, 400, 415, 413]);
      expect(refused.every(({ body }) => body.ok === false && typeof body.error === 'string')).toBe(true);
    },
  );

  test('unknown fields are dropped', async () => {
    const plain = await gateway.post(`${base}/price`, { service: 'C1' });

    const { status, body, headers } = await gateway.post(`${base}/price`, { service: 'C1', role: 'admin' });

    expect(status).toBe(200);
    expect(body).toEqual(plain.body);
    expect(headers.get('x-cache')).toBe('HIT');
  });

  test.each([
    ['GET', 'price'],
    ['GET', 'quick-price'],
    ['GET', 'kbli/requirements'],
    ['DELETE', 'pricing'],
    ['PUT', 'kbli'],
  ] as const)('%s %s is 405 and says what is allowed', async (method, route) => {
    const { status, body, headers } = await gateway.send(`${base}/${route}`, { method });

    expect(status).toBe(405);
    expect(headers.get('allow')).toContain('POST');
    expect(body).toMatchObject({ ok: false, error: expect.stringMatching(/\S/) });
  });

  test('an unknown path is 404 in both envelopes, with its query', async () => {
    const { status, body } = await gateway.get(`${base}/prices?service=C1`);

    expect(status).toBe(404);
    expect(body).toEqual({
      status: 'error',
      message: 'Endpoint not found',
      path: `${base}/prices?service=C1`,
      ok: false,
      error: 'Endpoint not found',
    });
  });

  test.each([' ', '\u0000', '%', '\\', '🛵', "'; DROP TABLE service; --", '(a+)+$', '"'.repeat(200)])(
    'odd words are searched for like any others: %j',
    async (word) => {
      const answers = await Promise.all([
        gateway.post(`${base}/pricing`, { specific_service: word }),
        gateway.post(`${base}/price`, { service: word }),
        gateway.post(`${base}/kbli`, { query: word }),
        gateway.post(`${base}/kbli`, { category: word.slice(0, 50) }),
        gateway.post(`${base}/kbli`, { code: word.slice(0, 20) }),
      ]);

      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    },
  );
});
