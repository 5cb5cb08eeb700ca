import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../services/shared/caller.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { greet, subscribe } from './fixture/socket.ts';

const aliases = (count: number) =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: almanac`).join(' ')} }`;
const circles = '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }';
const costly = 'query ($n: Int!) { ports(first: $n) { vessels { name } } }';

const admin: Caller = { kind: 'API_KEY', id: 'key:1', scopes: ['admin'] };
const partner: Caller = { kind: 'API_KEY', id: 'key:2', scopes: [] };

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await testGateway({ environment: { INTROSPECTION: 'off', MAX_COST: '250' } });
});

afterAll(() => gateway.close());

/** What the pipeline answers a caller with. */
async function runAs(caller: Caller, text: string) {
  const { signal } = new AbortController();
  const { result } = await gateway.pipeline.run({
    document: { text },
    context: { caller, requestId: 'request-1', signal },
  });
  return { data: result.data, messages: result.errors?.map(({ message }) => message) };
}

type Payload = { query: string; variables?: object };

const refused: [string, Payload, string][] = [
  ['sixteen renamed fields', { query: aliases(16) }, 'GRAPHQL_VALIDATION_FAILED'],
  ['a field that is repeated', { query: `{ ${'__typename '.repeat(500)} }` }, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'directives upon directives',
    { query: `{ __typename ${'@aa'.repeat(10)} }` },
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['introspection', { query: '{ __schema { description } }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ['introspection in circles', { query: circles }, 'GRAPHQL_VALIDATION_FAILED'],
  ['more cost than one may spend', { query: costly, variables: { n: 23 } }, 'BAD_USER_INPUT'],
];

describe('over HTTP', () => {
  test.each(refused)('%s: one fault, nothing is run', async (_what, payload, code) => {
    const { body } = await gateway.post(payload);

    expect(body).not.toHaveProperty('data');
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  test('a refused cost is named, with the limit', async () => {
    const { body } = await gateway.post({ query: costly, variables: { n: 23 } });

    expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', cost: 253, maxCost: 250 });
  });

  test('what is within the limits is answered', async () => {
    const { body } = await gateway.post({ query: aliases(15) });

    expect(body).not.toHaveProperty('errors');
  });

  test('a batch is told that batches are not taken', async () => {
    const { status, body } = await gateway.post([{ query: '{ almanac }' }, { query: '{ almanac }' }]);

    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { message: expect.stringMatching(/batch/i), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('headers beyond 16 KB are 431', async () => {
    const answer = await gateway.get('/', { headers: { 'x-long': 'x'.repeat(17_000) } });

    expect(answer.status).toBe(431);
    expect(await answer.json()).toEqual({ ok: false, error: 'The headers are too large.' });
  });

  test.each([
    ['a field', { query: '{ almanak }' }],
    ['an argument', { query: '{ ports(frist: 1) { code } }' }],
    ['a type', { query: '{ ports { ... on Prot { code } } }' }],
  ])('a fault in %s does not tell what it may have meant', async (_what, payload) => {
    const { body } = await gateway.post(payload);

    expect(body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(JSON.stringify(body)).not.toContain('Did you mean');
  });
});

describe('over WebSocket', () => {
  test.each(refused)('%s: one fault, nothing is run', async (_what, { query, variables }, code) => {
    const { send, next, socket } = await greet(gateway);

    send(subscribe(query, '1', { variables }));

    expect(await next('error', '1')).toMatchObject({ payload: [{ extensions: { code } }] });
    socket.terminate();
  });
});

describe('who may more', () => {
  test('fifty renamed fields are answered to a key', async () => {
    expect((await runAs(partner, aliases(50))).messages).toBeUndefined();
    expect((await runAs(partner, aliases(51))).messages).toHaveLength(1);
  });

  test('the admin scope may ask for the schema', async () => {
    const text = '{ __schema { queryType { name } } }';

    expect((await runAs(admin, text)).data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    expect((await runAs(partner, text)).data).toBeUndefined();
  });

  test('the admin scope is told what a fault may have meant, whoever made it first', async () => {
    const messages = [await runAs(partner, '{ almanak }'), await runAs(admin, '{ almanak }')];

    expect(messages.map((answer) => answer.messages?.[0])).toEqual([
      'Cannot query field "almanak" on type "Query".',
      'Cannot query field "almanak" on type "Query". Did you mean "almanac"?',
    ]);
  });
});
