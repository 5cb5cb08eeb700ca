import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import type { RequestContext } from '../shared/caller.ts';
import { badInput } from '../shared/errors.ts';
import { makeLogger } from '../shared/logger.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { makeSignedCalls } from '../shared/signed-call.ts';
import { buildChatServer } from './server.ts';
import { alice, aSignal } from './testing.ts';

let databaseAnswers: boolean;
let ready: boolean;
let logged: { level: number; msg: string }[];
let app: FastifyInstance;
let address: string;
let readerLeft: ReturnType<typeof aSignal>;

const fields = {
  seen: ({ requestId, caller }: RequestContext) => `${requestId} ${caller.id}`,
  broken: () => {
    throw new Error('connection to db.internal:5432 refused');
  },
  refused: () => {
    throw badInput('"code" is empty.', { argument: 'code' });
  },
};

/** Two events, then silence until the reader leaves. */
async function* ticks({ signal }: RequestContext) {
  yield { ticks: 1 };
  yield { ticks: 2 };
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  readerLeft.go();
}

function fieldOf(type: GraphQLObjectType | null | undefined, name: string) {
  const field = type?.getFields()[name];
  if (!field) throw new Error(`There is no ${name}`);
  return field;
}

function aSubgraph(): OpenSubgraph {
  const schema = buildSchema(
    'type Query { seen: String! broken: String refused: String } type Subscription { ticks: Int! }',
  );
  for (const [name, resolve] of Object.entries(fields)) {
    fieldOf(schema.getQueryType(), name).resolve = (_source, _parameters, context) => resolve(context);
  }
  fieldOf(schema.getSubscriptionType(), 'ticks').subscribe = (_source, _parameters, context) =>
    ticks(context);
  return {
    name: 'chat',
    schema,
    sdl: '',
    contextFor: (request) => request,
    check: async () => {
      if (!databaseAnswers) throw new Error('no database');
    },
    dataVersion: () => '1',
    close: async () => undefined,
  };
}

const secret = 'of the gateway and the chat alone';
const calls = makeSignedCalls({ secret });

beforeEach(async () => {
  databaseAnswers = true;
  ready = true;
  logged = [];
  readerLeft = aSignal();
  const logger = makeLogger('test', 'info', { write: (line: string) => void logged.push(JSON.parse(line)) });
  const signedCalls = makeSignedCalls({ secret });
  app = await buildChatServer({ chat: aSubgraph(), signedCalls, logger, isReady: () => ready });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterEach(async () => {
  await app.close();
});

type Answer = { status: number; headers: Headers; body: ReturnType<typeof JSON.parse> };

async function send(path: string, options: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address + path, options);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** A call as the gateway makes it. */
function signed(query: string, headers: Record<string, string> = {}): RequestInit {
  const body = JSON.stringify({ query });
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...calls.sign(alice, body), ...headers },
    body,
  };
}

describe('POST /graphql', () => {
  test('works for the caller and under the request id that the gateway names', async () => {
    const response = await send('/graphql', signed('{ seen }', { 'x-request-id': 'request-0001' }));

    expect(response.body).toEqual({ data: { seen: 'request-0001 session:alice' } });
    expect(response.headers.get('x-request-id')).toBe('request-0001');
    expect(response.headers.get('x-data-version')).toBe('1');
  });

  test('a call without a signature, or with that of another body, is refused', async () => {
    const other = signed('{ broken }');
    const unsigned = { ...other, headers: { 'content-type': 'application/json' } };
    const forged = { ...other, body: JSON.stringify({ query: '{ seen }' }) };

    for (const call of [unsigned, forged]) {
      const response = await send('/graphql', call);
      expect([response.status, response.body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
    expect(logged).toEqual([]);
  });

  test('of a defect the code and path alone are told; the log has the cause', async () => {
    const { data, errors } = (await send('/graphql', signed('{ broken }'))).body;

    expect(data).toEqual({ broken: null });
    expect(errors).toEqual([
      expect.objectContaining({ path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
    ]);
    expect(JSON.stringify(errors)).not.toContain('db.internal');
    expect(logged).toEqual([expect.objectContaining({ level: 50, msg: 'a field failed' })]);
  });

  test('bad input keeps its code, text and details, and logs nothing', async () => {
    const { errors } = (await send('/graphql', signed('{ refused }'))).body;

    expect(errors).toMatchObject([
      { message: '"code" is empty.', extensions: { code: 'BAD_USER_INPUT', argument: 'code' } },
    ]);
    expect(logged).toEqual([]);
  });

  test.each(['{ nothing }', '{', ''])('%j is a client error and logs nothing', async (query) => {
    const response = await send('/graphql', signed(query));

    expect(response.status).toBeLessThan(500);
    expect(response.body.errors).toHaveLength(1);
    expect(logged).toEqual([]);
  });

  test('a body over 1 MB is refused', async () => {
    const response = await send('/graphql', signed(`{ seen } #${'x'.repeat(1_000_000)}`));

    expect(response.status).toBe(413);
    expect(logged).toEqual([]);
  });

  test('a subscription comes as server-sent events; leaving frees its source at once', async () => {
    const leaving = new AbortController();
    const call = signed('subscription { ticks }', { accept: 'text/event-stream' });
    const response = await fetch(`${address}/graphql`, { ...call, signal: leaving.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('"ticks":2')) text += (await reader?.read())?.value;
    const begin = performance.now();

    leaving.abort();
    await readerLeft.happened;

    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(text).toContain('event: next');
    expect(performance.now() - begin).toBeLessThan(1_500);
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

    expect((await send('/ready')).status).toBe(503);
  });

  test('an unknown path is not found', async () => {
    expect((await send('/nowhere')).status).toBe(404);
  });
});
