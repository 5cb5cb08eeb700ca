import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { projectPath } from '../../services/shared/project-root.ts';
import { graphiqlRoutes } from '../graphiql.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

let gateway: TestGateway;

afterEach(() => gateway.close());

const openGateway = (environment: Record<string, string> = {}) =>
  testGateway({ environment, routes: [graphiqlRoutes] });

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

    expect(paths).toHaveLength(4);
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

  test('where it is off there is no page, and a person at / gets the addresses', async () => {
    gateway = await openGateway({ GRAPHIQL: 'off' });

    const page = await gateway.get('/graphiql');
    const landing = await gateway.get('/', { headers: { accept: 'text/html' } });

    expect(page.status).toBe(404);
    expect(landing.status).toBe(200);
  });
});
