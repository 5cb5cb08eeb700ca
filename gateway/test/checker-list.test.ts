import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ProductionGateway,
  productionGateway,
  productionProfile,
} from './fixture/production-gateway.ts';

// What the public checkers of GraphQL endpoints look for, each asked of the whole gateway in its production profile. A
// checker calls it a finding when the answer holds data, tells of the inside, or comes from a page of another site.

let gateway: ProductionGateway;

beforeAll(async () => {
  gateway = await productionGateway(productionProfile);
}, 60_000);

afterAll(() => gateway.close());

type Body = {
  data?: unknown;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
  extensions?: object;
};

async function answerTo(payload: unknown): Promise<{ status: number; text: string; body: Body }> {
  const answer = await gateway.post('/graphql', payload);
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) };
}

const numbered = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ');

const introspection =
  'query IntrospectionQuery { __schema { queryType { name } types { name fields { name } } } }';
const deleting = 'mutation { deleteConversation(id: "AAAAAAAAAAAAAAAAAAAAAA") { __typename } }';

describe('what is made to cost is refused before anything runs', () => {
  test.each([
    ['alias overloading', `{ ${numbered(101, (index) => `a${index}: __typename`)} }`],
    ['field repetition', `{ ${'__typename '.repeat(501)} }`],
    ['directive overloading', `{ __typename ${'@aa'.repeat(10)} }`],
    ['directives of GraphQL itself, overloaded', `{ __typename ${'@include(if: true) '.repeat(200)} }`],
    [
      'circular introspection',
      '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
    ],
    ['circular fragments', 'query { ...a } fragment a on Query { ...b } fragment b on Query { ...a }'],
    [
      'many fragments',
      `{ ...f0 } ${numbered(400, (index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`)} fragment f400 on Query { __typename }`,
    ],
    ['many operations', numbered(50, (index) => `query q${index} { __typename }`)],
    ['deep selections', `${'{ service(code: "E33G") '.repeat(500)}${'}'.repeat(500)}`],
    ['deep values', `{ service(code: ${'['.repeat(5_000)}${']'.repeat(5_000)}) { code } }`],
    ['a huge document', `{ __typename } #${'x'.repeat(70_000)}`],
    ['many tokens', `{ ${'a '.repeat(20_000)}`],
  ])('%s', async (_what, query) => {
    const { status, body } = await answerTo({ query });

    expect(status).toBeLessThan(500);
    expect(body).not.toHaveProperty('data');
    expect(body.errors).toHaveLength(1);
  });

  test('huge lists of variables are refused with their number, not looked at one by one', async () => {
    const lines = Array.from({ length: 20_000 }, () => ({ service: 1 }));

    const { body } = await answerTo({
      query: 'query ($q: QuoteInput!) { quote(input: $q) { __typename } }',
      variables: { q: { lines } },
    });

    expect(body).not.toHaveProperty('data');
    expect(body.errors?.length).toBeLessThanOrEqual(21);
  });

  test('variables in thousands of lists are refused', async () => {
    let deep: unknown = 'E33G';
    for (let level = 0; level < 3_000; level += 1) deep = [deep];

    const { body } = await answerTo({
      query: 'query ($c: ID!) { service(code: $c) { code } }',
      variables: { c: deep },
    });

    expect(body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('array batching', async () => {
    const { status, body } = await answerTo(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));

    expect(status).toBe(400);
    expect(body).not.toHaveProperty('data');
  });
});

describe('what tells of the inside', () => {
  test.each([
    ['introspection', introspection],
    ['a type by its name', '{ __type(name: "Query") { name fields { name } } }'],
    ['the service of a subgraph', '{ _service { sdl } }'],
    ['entities of a subgraph', '{ _entities(representations: []) { __typename } }'],
  ])('%s is not open', async (_what, query) => {
    const { body } = await answerTo({ query });

    expect(body).not.toHaveProperty('data');
  });

  test('introspection is not open by GET or in letters of another kind', async () => {
    const answer = await gateway.get(`/graphql?query=${encodeURIComponent(introspection)}`);
    const { body } = await answerTo({ query: '{ \\u005f\\u005fschema { description } }' });

    expect(await answer.json()).not.toHaveProperty('data');
    expect(body).not.toHaveProperty('data');
  });

  test.each([
    '{ servic(code: "E33G") { code } }',
    '{ service(cod: "E33G") { code } }',
    '{ service(code: "E33G") { cod } }',
    '{ ... on Servce { code } }',
    'query ($a: Strng) { tools { name } }',
    '{ kbli(code: "56101", edition: KBLI_2026) { code } }',
  ])('no suggestion for %s', async (query) => {
    const { text } = await answerTo({ query });

    expect(text).not.toMatch(/did you mean/i);
  });

  test('no suggestion for the fields of variables', async () => {
    const { text } = await answerTo({
      query: 'query ($q: QuoteInput!) { quote(input: $q) { __typename } }',
      variables: { q: { line: [] } },
    });

    expect(text).not.toMatch(/did you mean/i);
  });

  test('no tracing and no other extensions, whoever asks for them', async () => {
    const answer = await gateway.post(
      '/graphql',
      { query: '{ __typename }' },
      { 'x-apollo-tracing': '1', 'apollo-federation-include-trace': 'ftv1' },
    );

    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
  });

  test.each<[string, unknown]>([
    ['no text', { query: 1 }],
    ['half a document', { query: '{ service(code: "E33G" { code }' }],
    ['a control character', { query: '{ \u0000 }' }],
    ['a direction mark in a name', { query: '{ \u202eservice { code } }' }],
    ['half a character', { query: '{ service(code: "\ud800") { code } }' }],
    ['a name that looks the same', { query: '{ ѕervice(code: "E33G") { code } }' }],
    ['variables that are none', { query: '{ __typename }', variables: 'x' }],
    [
      'the key of a prototype',
      JSON.parse('{"query":"{ __typename }","variables":{"constructor":{"prototype":{"admin":true}}}}'),
    ],
    [
      'a code beyond any number',
      { query: '{ services(first: 99999999999999999999) { edges { node { code } } } }' },
    ],
  ])('an error tells no trace, file or library: %s', async (_what, payload) => {
    const { status, text } = await answerTo(payload);

    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(/stack|node_modules|\.[jt]s:\d|INTERNAL_SERVER_ERROR|SyntaxError|TypeError/);
  });

  test('there is no page to explore the graph with', async () => {
    for (const path of ['/graphiql', '/graphql', '/playground', '/altair', '/voyager', '/console', '/']) {
      const answer = await gateway.get(path, { headers: { accept: 'text/html' } });

      expect(answer.headers.get('content-type') ?? '').not.toContain('text/html');
      expect(await answer.text()).not.toMatch(/<html|<script/i);
    }
  });
});

describe('what a page of another site could make a browser send', () => {
  const foreign = { origin: 'https://elsewhere.example' };

  test('no mutation by GET', async () => {
    const path = `/graphql?query=${encodeURIComponent(deleting)}`;

    const answers = [await gateway.get(path), await gateway.get(path, { headers: foreign })];

    expect(answers.map(({ status }) => status)).toEqual([405, 403]);
    for (const answer of answers) expect(await answer.json()).not.toHaveProperty('data');
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded', `query=${encodeURIComponent(deleting)}`],
    ['plain text', 'text/plain', JSON.stringify({ query: deleting })],
    [
      'a form of parts',
      'multipart/form-data; boundary=x',
      `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${deleting}\r\n--x--\r\n`,
    ],
  ])('nothing by %s', async (_what, type, body) => {
    const answer = await gateway.get('/graphql', {
      method: 'POST',
      headers: { ...foreign, 'content-type': type },
      body,
    });

    expect(answer.status).toBe(415);
    expect(await answer.json()).not.toHaveProperty('data');
  });

  test('nothing in a body without a type', async () => {
    const body = new Blob([JSON.stringify({ query: deleting })]);

    const answer = await gateway.get('/graphql', { method: 'POST', headers: foreign, body });

    expect(answer.status).toBe(415);
  });

  test('no other site may read an answer, or ask for leave to', async () => {
    const read = await gateway.post('/graphql', { query: '{ __typename }' }, foreign);
    const asked = await gateway.get('/graphql', {
      method: 'OPTIONS',
      headers: { ...foreign, 'access-control-request-method': 'POST' },
    });

    for (const { headers } of [read, asked]) expect(headers.has('access-control-allow-origin')).toBe(false);
  });
});

test('nothing on the list was logged as a defect', () => {
  expect(gateway.logged.filter(({ level }) => level >= 50)).toEqual([]);
});
