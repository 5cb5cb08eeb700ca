import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { eventually } from '../services/shared/eventually.ts';
import { makeSignedCalls } from '../services/shared/signed-call.ts';
import { type HttpService, httpService, json } from './subgraph.http.fixture.ts';
import type { SubgraphRequest } from './subgraph.ts';

const document = parse('{ almanac }');
const anonymous = { kind: 'ANONYMOUS', id: 'test', scopes: [] } as const;
const answered = { data: { almanac: 'x' } };

type Changed = Partial<Pick<SubgraphRequest, 'kind' | 'variables'>> & {
  signal?: AbortSignal;
  callerId?: string;
};

function asking({ kind = 'query', variables, signal, callerId = 'test' }: Changed = {}): SubgraphRequest {
  const caller = { ...anonymous, id: callerId };
  const context = { caller, requestId: 'request-1', signal: signal ?? new AbortController().signal };
  return { document, kind, variables, context };
}

let service: HttpService;

afterEach(() => service.close());

/** Resolves once the service has been asked so many times. */
const askedTimes = (count: number) => eventually(async () => service.asked.length >= count);

const failure = { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'tides' } };

describe('a service over HTTP', () => {
  test('is told the request id and the text, and its data come back', async () => {
    service = await httpService(json(answered));

    const result = await service.subgraph.execute(asking());

    expect(result).toMatchObject(answered);
    const [exchange] = service.asked;
    expect(exchange?.request.headers['x-request-id']).toBe('request-1');
    expect(JSON.parse(exchange?.body ?? '')).toEqual({ query: '{\n  almanac\n}' });
  });

  test('gets the variables beside the text', async () => {
    service = await httpService(json(answered));

    await service.subgraph.execute(asking({ variables: { first: 2, of: ['"', null] } }));

    expect(JSON.parse(service.asked[0]?.body ?? '')).toEqual({
      query: '{\n  almanac\n}',
      variables: { first: 2, of: ['"', null] },
    });
  });

  test('an answer is read whole, however it comes', async () => {
    const text = `ü🌊${'x'.repeat(200_000)}`;
    service = await httpService(({ response }) => {
      const bytes = Buffer.from(JSON.stringify({ data: { almanac: text } }));
      response.writeHead(200, { 'content-type': 'application/json' });
      // In the middle of a letter.
      response.write(bytes.subarray(0, 22), () => response.end(bytes.subarray(22)));
    });

    expect(await service.subgraph.execute(asking())).toMatchObject({ data: { almanac: text } });
  });

  test('an error with a code of ours stays, without the stack of the service', async () => {
    const extensions = { code: 'BAD_USER_INPUT', field: 'first', stacktrace: ['at /srv/x.ts'] };
    service = await httpService(
      json({ data: null, errors: [{ message: 'too many', path: ['almanac'], extensions }] }),
    );

    const result = await service.subgraph.execute(asking());

    expect(result).toMatchObject({ errors: [{ message: 'too many', path: ['almanac'] }] });
    expect(JSON.stringify(result)).toContain('"extensions":{"code":"BAD_USER_INPUT","field":"first"}');
  });

  test('an error with another code becomes a failure of the service', async () => {
    const extensions = { code: 'GRAPHQL_VALIDATION_FAILED' };
    service = await httpService(json({ errors: [{ message: 'Cannot query field "x"', extensions }] }, 400));

    const result = await service.subgraph.execute(asking());

    expect(result).toMatchObject({ errors: [{ message: 'The tides service failed.', ...failure }] });
  });

  test.each<[string, Parameters<typeof httpService>[0]]>([
    ['breaks the connection every time', ({ response }) => response.destroy()],
    [
      'breaks off in its answer',
      ({ response }) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' });
        response.write('{"data":', () => response.destroy());
      },
    ],
    [
      'answers with a page',
      ({ response }) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    ],
    [
      'answers with broken JSON',
      ({ response }) => response.writeHead(200, { 'content-type': 'application/json' }).end('{'),
    ],
    ['sends elsewhere', ({ response }) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['answers with data that are a list', json({ data: [] })],
    ['answers with errors that are no list', json({ data: {}, errors: {} })],
    ['answers with an error without a message', json({ data: {}, errors: [{ path: ['a'] }] })],
    ['answers with an error of a wrong path', json({ data: {}, errors: [{ message: 'x', path: [true] }] })],
    ['answers with something else', json('data')],
  ])('that %s is a failure that names it', async (_what, answer) => {
    service = await httpService(answer);

    await expect(service.subgraph.execute(asking())).rejects.toMatchObject(failure);
  });

  test('a deadline is a timeout that names the service, though it never answers', async () => {
    service = await httpService(() => {});
    const deadline = new AbortController();
    const running = service.subgraph.execute(asking({ signal: deadline.signal }));
    await askedTimes(1);

    deadline.abort(new DOMException('over', 'TimeoutError'));

    await expect(running).rejects.toMatchObject({
      extensions: { code: 'GATEWAY_TIMEOUT', service: 'tides' },
    });
  });

  test('is told at once that nobody waits any more, garbage collected or not', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    service = await httpService(() => {});
    const client = new AbortController();
    const running = service.subgraph.execute(asking({ signal: AbortSignal.any([client.signal]) }));
    await askedTimes(1);
    const closed = once(service.asked[0]?.response ?? process, 'close');
    collectGarbage();

    client.abort();

    await expect(running).rejects.toMatchObject(failure);
    await closed;
  });

  test('a call whose client has left already is not made', async () => {
    service = await httpService(json(answered));

    await expect(service.subgraph.execute(asking({ signal: AbortSignal.abort() }))).rejects.toMatchObject(
      failure,
    );

    expect(service.asked).toEqual([]);
  });

  test('the data version is the last one that the service told', async () => {
    service = await httpService(json(answered, 200, { 'x-data-version': '7:3' }));

    await service.subgraph.execute(asking());

    expect(service.subgraph.dataVersion()).toBe('7:3');
  });

  test('a check passes when data come back, and fails when none do', async () => {
    service = await httpService((exchange, count) => json(count === 1 ? answered : { errors: [] })(exchange));
    const { signal } = new AbortController();

    await service.subgraph.check(signal);

    await expect(service.subgraph.check(signal)).rejects.toThrow('answered without data');
  });
});

describe('connections to a service', () => {
  test('are kept from call to call', async () => {
    service = await httpService(json(answered));

    for (let n = 0; n < 20; n += 1) await service.subgraph.execute(asking());

    // Two that take turns: one is free again only after its answer was taken.
    expect(service.connections()).toBeLessThanOrEqual(2);
  });

  test('a query on one that breaks before the answer is asked again', async () => {
    service = await httpService((exchange, count) => {
      if (count === 2) exchange.request.socket.resetAndDestroy();
      else json(answered)(exchange);
    });
    await service.subgraph.execute(asking());

    const result = await service.subgraph.execute(asking());

    expect(result).toMatchObject(answered);
    expect(service.asked).toHaveLength(3);
  });

  test('a mutation is never sent twice', async () => {
    service = await httpService(({ request }) => request.socket.resetAndDestroy());

    await expect(service.subgraph.execute(asking({ kind: 'mutation' }))).rejects.toMatchObject(failure);

    expect(service.asked).toHaveLength(1);
  });

  test('one that the service has closed meanwhile fails no request', async () => {
    service = await httpService(json(answered));
    for (let n = 0; n < 10; n += 1) {
      await service.subgraph.execute(asking());
      service.closeIdle();
    }

    expect(service.asked).toHaveLength(10);
  });
});

describe('the same query while it is under way', () => {
  const held = () => httpService(() => {});
  const release = () => {
    for (const exchange of service.asked) if (!exchange.response.writableEnded) json(answered)(exchange);
  };

  test('is sent once, and each gets an answer of its own', async () => {
    service = await held();
    const running = [1, 2, 3].map(() => service.subgraph.execute(asking({ callerId: 'anybody' })));
    await askedTimes(1);

    release();
    const [first, second] = await Promise.all(running);

    expect(service.asked).toHaveLength(1);
    expect(first).toMatchObject(answered);
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
  });

  test('is sent again once it is answered', async () => {
    service = await httpService(json(answered));

    await service.subgraph.execute(asking());
    await service.subgraph.execute(asking());

    expect(service.asked).toHaveLength(2);
  });

  test('other variables are another query, and mutations are never one', async () => {
    service = await held();
    const running = [
      asking({ variables: { n: 1 } }),
      asking({ variables: { n: 2 } }),
      asking({ kind: 'mutation' }),
      asking({ kind: 'mutation' }),
    ].map((request) => service.subgraph.execute(request));

    await askedTimes(4);
    release();

    expect(await Promise.all(running)).toHaveLength(4);
  });

  test('is another one for another caller, where answers are the caller’s own', async () => {
    const signedCalls = makeSignedCalls({ secret: 'of the gateway and the service alone' });
    service = await httpService(() => {}, { signedCalls });
    const running = ['ann', 'ann', 'bob'].map((callerId) => service.subgraph.execute(asking({ callerId })));

    await askedTimes(2);
    release();
    await Promise.all(running);

    expect(service.asked).toHaveLength(2);
  });

  test('goes on while anybody waits, and is given up with the last one', async () => {
    service = await held();
    const clients = [1, 2, 3].map(() => new AbortController());
    const running = clients.map(({ signal }) => service.subgraph.execute(asking({ signal })));
    const settled = Promise.allSettled(running);
    await askedTimes(1);
    const { response } = service.asked[0] as (typeof service.asked)[number];

    clients[0]?.abort();
    await expect(running[0]).rejects.toMatchObject(failure);
    const stillOpen = !response.destroyed;
    const closed = once(response, 'close');
    clients[1]?.abort();
    clients[2]?.abort();
    await closed;

    expect(stillOpen).toBe(true);
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  test('one that leaves takes nothing from the others', async () => {
    service = await held();
    const [leaving, staying] = [new AbortController(), new AbortController()];
    const left = service.subgraph.execute(asking({ signal: leaving.signal }));
    const stayed = service.subgraph.execute(asking({ signal: staying.signal }));
    await askedTimes(1);

    leaving.abort();
    await expect(left).rejects.toMatchObject(failure);
    release();

    expect(await stayed).toMatchObject(answered);
  });
});
