import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ServicePriceDocument } from '../../schema/generated/operations.ts';
import { documentId } from '../../services/shared/document-id.ts';
import { openRealGateway, type RealGateway } from './fixture/real-gateway.ts';

const trusted = `/graphql?${new URLSearchParams({
  documentId: documentId(ServicePriceDocument),
  variables: JSON.stringify({ code: 'E33G' }),
})}`;
const pricing = '/api/v2/bali-zero/pricing?service_type=kitas';
const kept = [
  [trusted, 'Origin, Accept, Accept-Encoding', 3_600],
  [pricing, 'Origin, Accept-Encoding', 3_600],
  ['/api/v2/bali-zero/kbli?code=56101', 'Origin, Accept-Encoding', 600],
] as const;

let gateway: RealGateway;
beforeAll(async () => {
  gateway = await openRealGateway('in process', { environment: { TRUST_PROXY: '1' } });
}, 60_000);
afterAll(() => gateway.close());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${gateway.origin}${path}`, { method, headers: { 'accept-encoding': 'identity', ...headers } });

describe('an answer fetched with GET that is the same for everybody', () => {
  test.each(kept)(
    '%s may be kept by the caches of others for the rest of its time',
    async (path, vary, ttl) => {
      await (await ask(path)).text();

      const { status, headers } = await ask(path);

      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe(`public, max-age=${ttl}`);
      expect(headers.get('age')).toMatch(/^\d+$/);
      expect(headers.get('etag')).toMatch(/^W\/"[\w-]{27}"$/);
      expect(headers.get('vary')).toBe(vary);
      expect(headers.get('x-cache')).toBe('HIT');
      expect(headers.get('set-cookie')).toBeNull();
    },
  );

  test.each(kept)('%s is 304 for who holds it, in whatever coding', async (path, vary, _ttl) => {
    const etag = (await ask(path)).headers.get('etag') ?? '';

    for (const held of [etag, `"x", ${etag}`, etag.slice(2), '*']) {
      for (const coding of ['identity', 'gzip', 'br']) {
        const { status, headers } = await ask(path, { 'if-none-match': held, 'accept-encoding': coding });
        expect(status).toBe(304);
        expect(headers.get('etag')).toBe(etag);
        expect(headers.get('vary')).toBe(vary);
        expect(headers.get('cache-control')).toMatch(/^public, max-age=/);
      }
    }
    expect((await ask(path, { 'if-none-match': 'W/"other"' })).status).toBe(200);
  });

  test('says the same by HEAD, without the body', async () => {
    const got = await ask(pricing);

    const { status, headers, body } = await ask(pricing, {}, 'HEAD');

    expect(status).toBe(200);
    expect(body).toBeNull();
    for (const name of ['etag', 'cache-control', 'vary', 'content-type', 'content-length']) {
      expect(headers.get(name)).toBe(got.headers.get(name));
    }
  });

  test.each(kept.map(([path]) => path))(
    '%s comes compressed as the client likes, with its length',
    async (path) => {
      const plain = await (await ask(path)).text();

      for (const coding of ['br', 'gzip']) {
        const answer = await ask(path, { 'accept-encoding': coding });
        expect(answer.headers.get('content-encoding')).toBe(plain.length < 1_024 ? null : coding);
        expect(Number(answer.headers.get('content-length'))).toBeLessThanOrEqual(Buffer.byteLength(plain));
        expect(await answer.text()).toBe(plain);
      }
    },
  );

  test('says nothing of the share of who asked for it, while others do', async () => {
    const client = { 'x-forwarded-for': '203.0.113.7' };

    const shared = await ask(pricing, client);
    const own = await ask('/tools', client);

    expect([...shared.headers.keys()].filter((name) => name.includes('ratelimit'))).toEqual([]);
    expect(own.headers.get('x-ratelimit-remaining')).toBe('29');
  });

  test('in two media types has two validators', async () => {
    const result = { accept: 'application/graphql-response+json' };
    const [json, graphql] = [await ask(trusted), await ask(trusted, result)];

    expect(graphql.headers.get('etag')).not.toBe(json.headers.get('etag'));
    expect((await ask(trusted, { 'if-none-match': graphql.headers.get('etag') ?? '' })).status).toBe(200);
  });
});

describe('what no cache may keep', () => {
  test.each([
    ['/api/v2/bali-zero/kbli?limit=0', 400],
    ['/graphql?query={nonsense}', 200],
    ['/nowhere', 404],
    ['/health', 200],
    ['/ready', 200],
    ['/metrics', 200],
    ['/cache/stats', 200],
    ['/%zz', 400],
  ])('GET %s', async (path, status) => {
    const answer = await ask(path);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('etag')).toBeNull();
  });

  test.each([
    ['/graphql', { documentId: documentId(ServicePriceDocument), variables: { code: 'E33G' } }],
    ['/api/v2/bali-zero/pricing', { service_type: 'kitas' }],
  ])('POST %s, kept by us or not', async (path, body) => {
    for (const _time of [1, 2]) {
      const { status, headers } = await gateway.post(path, body);
      expect(status).toBe(200);
      expect(headers.get('x-cache')).toMatch(/^(HIT|MISS)$/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('etag')).toBeNull();
    }
  });

  test('a stream, even of an answer that is kept; it has the cookie of its reader and is not compressed', async () => {
    await (await ask(trusted)).text();

    const stream = await ask(trusted, { accept: 'text/event-stream', 'accept-encoding': 'br, gzip' });

    expect(await stream.text()).toContain('event: complete');
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect(stream.headers.get('cache-control')).toBe('no-store');
    expect(stream.headers.get('content-encoding')).toBeNull();
    expect(stream.headers.get('set-cookie')).not.toBeNull();
  });
});

describe('other answers', () => {
  test.each(['/metrics'])('%s comes compressed when it is long', async (path) => {
    const answer = await ask(path, { 'accept-encoding': 'gzip' });

    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
    expect(await answer.text()).toContain('zantara_backend_');
  });

  test('a mutation’s never: it may hold a secret beside words of whoever asked', async () => {
    const line = '{ serviceCode: "E28A", optionKey: "offshore", quantity: 2 }';
    const fields = 'lines { label unitPrice { formatted } lineTotal { formatted } }';
    const query = `mutation { saveQuote(input: { lines: [${Array(30).fill(line).join(' ')}] }) {
      __typename ... on Quote { id ${fields} } ... on QuoteRefusal { problems { __typename } } } }`;

    const answer = await fetch(`${gateway.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-encoding': 'br, gzip' },
      body: JSON.stringify({ query }),
    });

    expect((await answer.text()).length).toBeGreaterThan(1_024);
    expect(answer.headers.get('content-encoding')).toBeNull();
  });
});
