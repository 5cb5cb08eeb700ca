import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import type { Caller } from '../../services/shared/caller.ts';
import { projectPath } from '../../services/shared/project-root.ts';
import { graphiqlRoutes } from '../graphiql.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

let gateway: TestGateway;

afterEach(() => gateway.close());

const trusted = {
  b2: 'subscription Day{silence{sequence}}',
  a1: 'query Almanac{almanac}',
};
const holders: Record<string, Caller> = {
  zk_admin: { kind: 'API_KEY', id: 'key:1', scopes: ['admin'] },
  zk_plain: { kind: 'API_KEY', id: 'key:2', scopes: [] },
};

const openGateway = (environment: Record<string, string> = {}, documents: Record<string, string> = {}) =>
  testGateway({
    environment,
    trusted: documents,
    keys: { callerOf: (secret) => holders[secret] ?? null },
    routes: [graphiqlRoutes],
  });

/** The addresses of the page's files. */
async function assets(): Promise<string[]> {
  const page = await (await gateway.get('/graphiql')).text();
  return [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
}

describe('GraphiQL', () => {
  test('its page holds no script and no style of its own, and widens the policy for styles, fonts and icons only', async () => {
    gateway = await openGateway();

    const page = await gateway.get('/graphiql');
    const html = await page.text();

    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:",
    );
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(html).not.toMatch(/<style|<script(?![^>]*src=)|https?:|\son\w+=/);
  });

  test('its files may be kept for a year and are asked for again by their tag', async () => {
    gateway = await openGateway();
    const paths = await assets();

    const answers = await Promise.all(paths.map((path) => gateway.get(path)));
    await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    const etag = answers[0]?.headers.get('etag') ?? '';
    const again = await gateway.get(paths[0] ?? '', { headers: { 'if-none-match': etag } });

    expect(paths).toHaveLength(5);
    for (const { status, headers } of answers) {
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
    expect(again.status).toBe(304);
  });

  test.each(['/../../package.json', '/%2e%2e/%2e%2e/package.json', '/nothing.js', '/index.html'])(
    'no other file is reached by %s',
    async (path) => {
      gateway = await openGateway();
      const [first = ''] = await assets();

      const answer = await gateway.get(`${first.slice(0, first.lastIndexOf('/'))}${path}`);

      expect(answer.status).toBe(404);
    },
  );

  test('the question that its editor starts with is valid in the real graph', async () => {
    gateway = await openGateway();
    const script = await readFile(projectPath('gateway', 'graphiql', 'start.js'), 'utf8');
    const schema = buildSchema(await readFile(projectPath('schema', 'public.graphql'), 'utf8'));

    const example = /const example = `([^`]+)`/.exec(script)?.[1] ?? '';

    expect(validate(schema, parse(example))).toEqual([]);
  });

  test('its side list has the trusted operations by name, ready to be read', async () => {
    gateway = await openGateway({}, trusted);

    const answer = await gateway.get('/graphiql/operations');

    expect(await answer.json()).toEqual({
      operations: [
        { name: 'Almanac', kind: 'query', documentId: 'a1', text: 'query Almanac {\n  almanac\n}' },
        { name: 'Day', kind: 'subscription', documentId: 'b2', text: expect.stringContaining('silence') },
      ],
    });
  });

  test('by key alone, the page is there for everybody; list and schema are for the admin scope', async () => {
    gateway = await openGateway({ GRAPHIQL: 'key' }, trusted);
    const schema = { query: '{ __schema { queryType { name } } }' };
    const list = (key: string) => gateway.get('/graphiql/operations', { headers: { 'x-api-key': key } });

    const page = await gateway.get('/graphiql');
    const refused = [(await gateway.get('/graphiql/operations')).status, (await list('zk_plain')).status];
    const allowed = await list('zk_admin');
    const [asked, askedByAdmin] = [
      await gateway.post(schema),
      await gateway.post(schema, { 'x-api-key': 'zk_admin' }),
    ];

    expect([page.status, refused, allowed.status]).toEqual([200, [401, 403], 200]);
    expect(asked.body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(askedByAdmin.body.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });

  test('where it is off there is no page, and a person at / gets the addresses', async () => {
    gateway = await openGateway({ GRAPHIQL: 'off' });

    const page = await gateway.get('/graphiql');
    const list = await gateway.get('/graphiql/operations');
    const landing = await gateway.get('/', { headers: { accept: 'text/html' } });

    expect([page.status, list.status]).toEqual([404, 404]);
    expect(landing.status).toBe(200);
  });
});
