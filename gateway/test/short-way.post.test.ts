import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ProductionGateway, productionGateway } from './fixture/production-gateway.ts';

const pricing = '/api/v2/bali-zero/pricing';
const told = ['date', 'x-request-id', 'age', 'x-ratelimit-reset', 'ratelimit-reset'];

let gateway: ProductionGateway;
let session: string;
let byId: { documentId: string; variables: { code: string; lang: string } };

beforeAll(async () => {
  gateway = await productionGateway();
  const { ServicePriceDocument } = await import('../../schema/generated/operations.ts');
  const { documentId } = await import('../../services/shared/document-id.ts');
  byId = { documentId: documentId(ServicePriceDocument), variables: { code: 'C1', lang: 'EN' } };
  const first = await post('/graphql', { query: '{ __typename }' });
  session = first.all['x-session'] ?? '';
});
afterAll(() => gateway.close());

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${gateway.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const all = Object.fromEntries(answer.headers);
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => !told.includes(name)));
  return { status: answer.status, headers: kept, all, text: await answer.text() };
}

/** A header that the short way does not read, so that the same request goes the long one. */
const long = { 'content-type': 'application/json; charset="utf-8"' };

describe('the short way of POST', () => {
  test.each([
    ['a query of a trusted document', () => byId, {}],
    ['one in the newer form', () => byId, { accept: 'application/graphql-response+json' }],
    ['one that asks for more', () => ({ ...byId, variables: { code: 'E33G', lang: 'ID' } }), {}],
    [
      'a compressed answer',
      () => ({ ...byId, variables: { code: 'E28A', lang: 'EN' } }),
      { 'accept-encoding': 'br' },
    ],
    ['one for a page of ours', () => byId, { origin: 'https://zantara.balizero.com' }],
    ['variables that are wrong', () => ({ ...byId, variables: { code: 7, lang: 'XX' } }), {}],
    ['a service that is not there', () => ({ ...byId, variables: { code: 'NONE' } }), {}],
    ['an operation that is not in the document', () => ({ ...byId, operationName: 'Other' }), {}],
    ['a text that is known by now', () => ({ query: '{ service(code: "C1") { code } }' }), {}],
    ['a text that is refused', () => ({ query: '{ nothing }' }), {}],
    ['a document that nobody knows', () => ({ documentId: 'none' }), {}],
    ['parameters of the wrong type', () => ({ ...byId, variables: 'none' }), {}],
    ['keys that would change what objects are', () => `{"documentId":"x","__proto__":{"a":1}}`, {}],
    ['no JSON', () => '{"documentId":', {}],
    ['a batch', () => [byId], {}],
  ])('%s is answered as on the long way, headers and all', async (_what, body, headers) => {
    const asked = { 'x-session': session, ...headers };
    // Twice, so that it is known, kept and compressed.
    await post('/graphql', body(), { ...asked, ...long });
    await post('/graphql', body(), { ...asked, ...long });
    const before = await post('/graphql', body(), { ...asked, ...long });

    const answers = [await post('/graphql', body(), asked), await post('/graphql', body(), asked)];

    for (const answer of answers) {
      const remaining =
        Number(before.all['x-ratelimit-remaining']) - Number(answer.all['x-ratelimit-remaining']);
      expect({ ...answer.headers, ...same }).toEqual({ ...before.headers, ...same });
      expect(withoutIds(answer.text)).toBe(withoutIds(before.text));
      expect(answer.status).toBe(before.status);
      // What is kept is free, here as there.
      if (before.all['x-cache'] === 'HIT') expect(remaining).toBe(0);
      else expect(remaining).toBeGreaterThan(0);
    }
  });

  test('what partners post is answered in the very same bytes once it is kept', async () => {
    const ask = () => post(pricing, { service_type: 'visa' });
    await ask();
    const first = await ask();
    await ask();

    const again = await ask();

    expect(first.headers['x-cache']).toBe('HIT');
    expect(again.headers).toEqual(first.headers);
    expect(again.text).toBe(first.text);
    expect(again.all['x-ratelimit-remaining']).toBe(first.all['x-ratelimit-remaining']);
  });

  test('a body that comes in pieces is read to its end', async () => {
    const body = JSON.stringify(byId);
    const head = `POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx-session: ${session}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    const socket = connect(gateway.port, '127.0.0.1');
    socket.setNoDelay(true);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    let answer = '';
    socket.on('data', (part) => {
      answer += String(part);
    });
    for (const piece of [head, body.slice(0, 7), body.slice(7, 40), body.slice(40)]) {
      socket.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await closed;

    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(answer).toContain('{"data":{"service":');
  });

  test('a client that leaves in the middle of its body is counted as one that left', async () => {
    const left = () => gateway.logged.filter(({ status }) => status === 499);
    const before = left().length;
    const socket = connect(gateway.port, '127.0.0.1');
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: a\r\nx-session: ${session}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(left().slice(before)).toMatchObject([
      { method: 'POST', route: '/graphql', callerKind: 'SESSION' },
    ]);
  });
});

/** Differs by what was taken in between. */
const same = { 'x-ratelimit-remaining': '', 'ratelimit-remaining': '' };

const withoutIds = (text: string) => text.replace(/"requestId":"[\w-]+"/g, '');
