import { afterEach, describe, expect, test } from '@jest/globals';
import { textHash } from '../../services/shared/document-id.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { greet, subscribe } from './fixture/socket.ts';

const text = '{ almanac }';
const almanac = { almanac: 'Tides of the year' };

let gateway: TestGateway;

afterEach(() => gateway.close());

const persisted = (sha256Hash: string, version = 1) => ({ persistedQuery: { version, sha256Hash } });
const codesIn = ({ errors = [] }: { errors?: { extensions: Record<string, unknown> }[] }) =>
  errors.map(({ extensions }) => extensions.code);

/** Asks by GET, as pages do whose answers a CDN may keep. */
async function get(parameters: Record<string, string>) {
  const answer = await gateway.get(`/graphql?${new URLSearchParams(parameters)}`);
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

describe('automatic persisted queries', () => {
  test('by POST: unknown, then sent with its text, then known by its hash', async () => {
    gateway = await testGateway();
    const extensions = persisted(textHash(text));

    const first = await gateway.post({ extensions });
    const second = await gateway.post({ query: text, extensions });
    const third = await gateway.post({ extensions });

    expect(first.body.errors?.map(({ message, extensions: { code } }) => ({ message, code }))).toEqual([
      { message: 'PersistedQueryNotFound', code: 'PERSISTED_QUERY_NOT_FOUND' },
    ]);
    expect([second.body, third.body]).toEqual([{ data: almanac }, { data: almanac }]);
  });

  test('by GET the same', async () => {
    gateway = await testGateway();
    const extensions = JSON.stringify(persisted(textHash(text)));

    const answers = [
      await get({ extensions }),
      await get({ query: text, extensions }),
      await get({ extensions }),
    ];

    expect(answers.map(({ body }) => body.data ?? codesIn(body))).toEqual([
      ['PERSISTED_QUERY_NOT_FOUND'],
      almanac,
      almanac,
    ]);
  });

  test('over WebSocket the same, and what came by POST is known there', async () => {
    gateway = await testGateway();
    const extensions = persisted(textHash(text));
    await gateway.post({ query: text, extensions });
    const { send, next, socket } = await greet(gateway);

    send(subscribe('', 'known', { extensions }));
    send(subscribe('', 'unknown', { extensions: persisted('0'.repeat(64)) }));
    send(subscribe('', 'other version', { extensions: persisted(textHash(text), 2) }));

    expect(await next('next', 'known')).toMatchObject({ payload: { data: almanac } });
    expect(await next('error', 'unknown')).toMatchObject({
      payload: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    expect(await next('error', 'other version')).toMatchObject({
      payload: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    socket.terminate();
  });

  test.each([
    ['the hash of another text', { query: text, extensions: persisted('0'.repeat(64)) }, 'BAD_USER_INPUT'],
    ['another version', { query: text, extensions: persisted(textHash(text), 2) }, 'BAD_USER_INPUT'],
    [
      'a faulty text',
      { query: '{ unknown }', extensions: persisted(textHash('{ unknown }')) },
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s is refused', async (_what, payload, code) => {
    gateway = await testGateway();

    const { body } = await gateway.post(payload);

    expect(codesIn(body)).toEqual([code]);
  });

  test('a mutation is kept as well, and by GET refused all the same', async () => {
    gateway = await testGateway();
    const mutation = 'mutation { openPort(code: "Z") { code } }';
    const extensions = persisted(textHash(mutation));
    await gateway.post({ query: mutation, extensions });

    const { status } = await get({ extensions: JSON.stringify(extensions) });

    expect(status).toBe(405);
  });

  test('with no room for them there are none', async () => {
    gateway = await testGateway({ environment: { PERSISTED_QUERIES_MAX_BYTES: '0' } });
    const extensions = persisted(textHash(text));
    await gateway.post({ query: text, extensions });

    const { body } = await gateway.post({ extensions });

    expect(codesIn(body)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });
});
