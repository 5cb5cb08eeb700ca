import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openRealGateway, type RealGateway } from './fixture/real-gateway.ts';

const pricing = '/api/v2/bali-zero/pricing?service_type=visa';
const told = ['date', 'x-request-id', 'age'];

let gateway: RealGateway;
let trusted: string;

beforeAll(async () => {
  gateway = await openRealGateway('in process');
  const { ServicePriceDocument } = await import('../../schema/generated/operations.ts');
  const { documentId } = await import('../../services/shared/document-id.ts');
  const variables = encodeURIComponent('{"code":"C1"}');
  trusted = `/graphql?documentId=${documentId(ServicePriceDocument)}&variables=${variables}`;
});
afterAll(() => gateway.close());

async function ask(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${gateway.origin}${path}`, { headers });
  const all = Object.fromEntries(answer.headers);
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => !told.includes(name)));
  return { status: answer.status, headers: kept, all, text: await answer.text() };
}

describe('the short way to what is kept', () => {
  test.each([
    ['a partner route', () => pricing, {}],
    ['a trusted document', () => trusted, {}],
    ['a trusted document in the newer form', () => trusted, { accept: 'application/graphql-response+json' }],
    ['a compressed answer', () => pricing, { 'accept-encoding': 'br' }],
    ['an answer for a page of ours', () => pricing, { origin: 'https://zantara.balizero.com' }],
  ])('%s is the same as on the long way, headers and all', async (_what, path, headers) => {
    await ask(path(), headers);
    // The compressed form is made off the thread, so it is there from the second hit on.
    const long = await ask(path(), headers);

    const short = await ask(path(), headers);

    expect(long.headers['x-cache']).toBe('HIT');
    expect(short).toMatchObject({ status: long.status, headers: long.headers, text: long.text });
    expect(short.all['x-request-id']).toMatch(/^[\w-]{36}$/);
  });

  test('what a client holds already is told so there too', async () => {
    const { headers } = await ask(pricing);
    await ask(pricing);

    const answer = await ask(pricing, { 'if-none-match': headers.etag ?? '' });

    expect(answer).toMatchObject({ status: 304, text: '' });
  });

  test('who is not believed is refused, whatever is kept', async () => {
    for (let n = 0; n < 3; n++) await ask(pricing);

    const answer = await ask(pricing, { 'x-api-key': 'zk_none' });

    expect(answer.status).toBe(401);
  });

  test('requests by it are counted like all others', async () => {
    const countOf = async () => {
      const { text } = await ask('/metrics');
      return Number(
        /http_requests_total\{method="GET",route="\/api\/v2\/bali-zero\/pricing",status="200"\} (\d+)/.exec(
          text,
        )?.[1],
      );
    };
    await ask(pricing);
    const before = await countOf();

    for (let n = 0; n < 3; n++) await ask(pricing);

    expect(await countOf()).toBe(before + 3);
  });
});
