import { afterEach, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../services/shared/caller.ts';
import { textHash } from '../../services/shared/document-id.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { greet, subscribe } from './fixture/socket.ts';

const own = 'query Almanac { almanac }';
const trusted = { [textHash(own)]: own };
const other = 'query Other { almanac }';
const almanac = { almanac: 'Tides of the year' };
const warning = 40;

let gateway: TestGateway;

afterEach(() => gateway.close());

const open = async (mode: string) => {
  gateway = await testGateway({ trusted, environment: { TRUSTED_ONLY: mode } });
};

describe('TRUSTED_ONLY=on', () => {
  test('trusted documents are served by id, by hash and by their own text', async () => {
    await open('on');
    const [id = ''] = Object.keys(trusted);
    const persistedQuery = { version: 1, sha256Hash: id };

    const answers = await Promise.all([
      gateway.post({ documentId: id }),
      gateway.post({ extensions: { persistedQuery } }),
      gateway.post({ query: own, extensions: { persistedQuery } }),
      gateway.post({ query: own }),
    ]);

    expect(answers.map(({ body }) => body.data)).toEqual([almanac, almanac, almanac, almanac]);
  });

  test('by GET as well', async () => {
    await open('on');
    const [id = ''] = Object.keys(trusted);

    const answer = await gateway.get(`/graphql?documentId=${id}`);

    expect(await answer.json()).toEqual({ data: almanac });
  });

  test.each([
    ['another text', { query: other }],
    [
      'another text with its hash',
      { query: other, extensions: { persistedQuery: { version: 1, sha256Hash: textHash(other) } } },
    ],
    ['a faulty text, of which nothing is told', { query: '{ almanak' }],
  ])('%s is refused', async (_what, payload) => {
    await open('on');

    const { status, body } = await gateway.post(payload);

    expect(status).toBe(403);
    expect(body.errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'FORBIDDEN', reason: 'TRUSTED_ONLY' },
    ]);
  });

  test('over WebSocket too', async () => {
    await open('on');
    const { send, next, socket } = await greet(gateway);

    send(subscribe(other, 'other'));
    send(subscribe('', 'own', { extensions: { documentId: Object.keys(trusted)[0] } }));

    expect(await next('error', 'other')).toMatchObject({ payload: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(await next('next', 'own')).toMatchObject({ payload: { data: almanac } });
    socket.terminate();
  });

  test('the admin scope may still try things out', async () => {
    await open('on');
    const caller: Caller = { kind: 'API_KEY', id: 'key:1', scopes: ['admin'] };
    const { signal } = new AbortController();

    const { result } = await gateway.pipeline.run({
      document: { text: other },
      context: { caller, requestId: 'request-1', signal },
    });

    expect(result.data).toEqual(almanac);
  });
});

describe('TRUSTED_ONLY=log', () => {
  test('others are served, and told by hash and name at their first and tenth time', async () => {
    await open('log');

    const answers = await Promise.all(Array.from({ length: 12 }, () => gateway.post({ query: other })));
    await gateway.post({ query: own });

    expect(new Set(answers.map(({ body }) => JSON.stringify(body)))).toEqual(
      new Set([JSON.stringify({ data: almanac })]),
    );
    const told = gateway.logged.filter(({ level }) => level === warning);
    expect(told).toMatchObject([
      { documentId: textHash(other), name: 'Other', times: 1 },
      { documentId: textHash(other), name: 'Other', times: 10 },
    ]);
  });
});
