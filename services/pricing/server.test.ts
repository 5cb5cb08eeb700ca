import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { buildSchema } from 'graphql';
import type { RequestContext } from '../shared/caller.ts';
import { badInput } from '../shared/errors.ts';
import { makeLogger } from '../shared/logger.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { buildPricingServer } from './server.ts';

const root = {
  seen: (_parameters: object, { requestId }: RequestContext) => requestId,
  broken: () => {
    throw new Error('connection to db.internal:5432 refused');
  },
  refused: () => {
    throw badInput('"code" is empty.', { argument: 'code' });
  },
};

/** A subgraph of three fields: one that answers, one that fails, one that refuses. */
function aSubgraph(): OpenSubgraph {
  const schema = buildSchema('type Query { seen: String! broken: String refused: String }');
  for (const [name, resolve] of Object.entries(root)) {
    const field = schema.getQueryType()?.getFields()[name];
    if (field) field.resolve = (_source, parameters, context) => resolve(parameters, context);
  }
  return {
    name: 'pricing',
    schema,
    sdl: '',
    contextFor: (request) => request,
    check: async () => {
      if (!databaseAnswers) throw new Error('no database');
    },
    dataVersion: () => 'c1:k1',
    close: async () => undefined,
  };
}

let databaseAnswers: boolean;
let ready: boolean;
let logged: { level: number; msg: string }[];
let app: FastifyInstance;
let address: string;

/** Starts a server on a free port; Fastify's own `inject` needs modules that jest can't load. */
async function start(introspection: boolean): Promise<void> {
  const logger = makeLogger('test', 'info', { write: (line: string) => void logged.push(JSON.parse(line)) });
  app = await buildPricingServer({ pricing: aSubgraph(), introspection, logger, isReady: () => ready });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
}

beforeEach(async () => {
  databaseAnswers = true;
  ready = true;
  logged = [];
  await start(true);
});

afterEach(async () => {
  await app.close();
});

type Answer = { status: number; headers: Headers; body: ReturnType<typeof JSON.parse> };

async function send(path: string, options: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address + path, options);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

function post(query: string, headers: Record<string, string> = {}): Promise<Answer> {
  const body = JSON.stringify({ query });
  return send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

describe('POST /graphql', () => {
  test('answers and tells the version of the data', async () => {
    const response = await post('{ __typename }');

    expect(response.body).toEqual({ data: { __typename: 'Query' } });
    expect(response.headers.get('x-data-version')).toBe('c1:k1');
  });

  test("works under the gateway's request id and gives it back", async () => {
    const response = await post('{ seen }', { 'x-request-id': 'request-0001' });

    expect(response.body).toEqual({ data: { seen: 'request-0001' } });
    expect(response.headers.get('x-request-id')).toBe('request-0001');
  });

  test.each(['short', 'has spaces in it', 'x'.repeat(65)])(
    'does not take %j as a request id',
    async (given) => {
      const response = await post('{ seen }', { 'x-request-id': given });

      expect(response.body.data.seen).toMatch(/^[\da-f-]{36}$/);
    },
  );

  test('of a defect the caller sees the code and path alone; the log has the cause', async () => {
    const { errors, data } = (await post('{ broken }')).body;

    expect(data).toEqual({ broken: null });
    expect(errors).toEqual([
      expect.objectContaining({ path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
    ]);
    expect(JSON.stringify(errors)).not.toContain('db.internal');
    expect(logged).toEqual([expect.objectContaining({ level: 50, msg: 'a field failed' })]);
  });

  test('bad input keeps its code, text and details, and logs nothing', async () => {
    const { errors } = (await post('{ refused }')).body;

    expect(errors).toMatchObject([
      { message: '"code" is empty.', extensions: { code: 'BAD_USER_INPUT', argument: 'code' } },
    ]);
    expect(logged).toEqual([]);
  });

  test.each([
    ['an unknown field', '{ nothing }'],
    ['a syntax error', '{'],
    ['no operation', ''],
  ])('%s is a client error and logs nothing', async (_title, query) => {
    const response = await post(query);

    expect(response.status).toBe(400);
    expect(response.body.errors[0].extensions.code).toMatch(/^(GRAPHQL_\w+|BAD_REQUEST|BAD_USER_INPUT)$/);
    expect(logged).toEqual([]);
  });

  test.each([
    ['malformed JSON', 'application/json', '{"query":', 400],
    ['a body over 1 MB', 'application/json', JSON.stringify({ query: 'x'.repeat(1_000_001) }), 413],
    ['a form that another site could post', 'text/plain', '{"query":"{ seen }"}', 400],
  ])('%s is refused and logs nothing', async (_title, contentType, body, status) => {
    const response = await send('/graphql', {
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
    });

    expect(response.status).toBe(status);
    expect(logged).toEqual([]);
  });

  test.each([
    [true, 200],
    [false, 400],
  ])('introspection set to %p answers %d', async (introspection, status) => {
    await app.close();
    await start(introspection);

    expect((await post('{ __schema { queryType { name } } }')).status).toBe(status);
  });
});

describe('health and readiness', () => {
  test('healthy while the database answers', async () => {
    expect((await send('/health')).status).toBe(200);
  });

  test('unhealthy without the database, and no reason is told', async () => {
    databaseAnswers = false;

    const response = await send('/health');

    expect([response.status, response.body]).toEqual([503, { status: 'unhealthy' }]);
  });

  test('not ready while starting or draining', async () => {
    ready = false;

    const response = await send('/ready');

    expect([response.status, response.body]).toEqual([503, { ready: false }]);
  });

  test('an unknown path is not found', async () => {
    expect((await send('/nowhere')).status).toBe(404);
  });
});
