import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { makeHttpSubgraph } from './subgraph.http.ts';

const document = parse('{ almanac }');

function requestWith(signal = new AbortController().signal) {
  const caller = { kind: 'ANONYMOUS', id: 'test', scopes: [] } as const;
  return { document, kind: 'query', context: { caller, requestId: 'request-1', signal } } as const;
}

function subgraphAnswering(answer: (request: Request) => Response | Promise<Response>) {
  const fetchAnswer: typeof fetch = async (input, init) => answer(new Request(input as string, init));
  return makeHttpSubgraph('tides', 'http://tides.test/graphql', { fetchAnswer });
}

const failure = { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', service: 'tides' } };

describe('makeHttpSubgraph', () => {
  test('the request id and the text are sent, the data come back', async () => {
    const seen: unknown[] = [];
    const subgraph = subgraphAnswering(async (request) => {
      seen.push(request.headers.get('x-request-id'), await request.json());
      return Response.json({ data: { almanac: 'x' } });
    });

    const result = await subgraph.execute(requestWith());

    expect(result).toMatchObject({ data: { almanac: 'x' } });
    expect(seen).toEqual(['request-1', { query: '{\n  almanac\n}' }]);
  });

  test('an error with a code of ours stays, without the stack of the service', async () => {
    const extensions = { code: 'BAD_USER_INPUT', field: 'first', stacktrace: ['at /srv/x.ts'] };
    const subgraph = subgraphAnswering(() =>
      Response.json({ data: null, errors: [{ message: 'too many', path: ['almanac'], extensions }] }),
    );

    const result = await subgraph.execute(requestWith());

    expect(result).toMatchObject({ errors: [{ message: 'too many', path: ['almanac'] }] });
    expect(JSON.stringify(result)).toContain('"extensions":{"code":"BAD_USER_INPUT","field":"first"}');
  });

  test('an error with another code becomes a failure of the service', async () => {
    const extensions = { code: 'GRAPHQL_VALIDATION_FAILED' };
    const subgraph = subgraphAnswering(() =>
      Response.json({ errors: [{ message: 'Cannot query field "x"', extensions }] }, { status: 400 }),
    );

    const result = await subgraph.execute(requestWith());

    expect(result).toMatchObject({ errors: [{ message: 'The tides service failed.', ...failure }] });
  });

  test.each([
    ['refuses the connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['answers with a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    [
      'answers with broken JSON',
      () => new Response('{', { headers: { 'content-type': 'application/json' } }),
    ],
    ['answers with something else', () => Response.json({ data: [] })],
  ])('a service that %s is a failure that names it', async (_what, answer) => {
    await expect(subgraphAnswering(answer).execute(requestWith())).rejects.toMatchObject(failure);
  });

  test('a deadline is a timeout that names the service, though it never answers', async () => {
    const deadline = new AbortController();
    const subgraph = subgraphAnswering(() => new Promise(() => {}));
    const running = subgraph.execute(requestWith(deadline.signal));

    deadline.abort(new DOMException('over', 'TimeoutError'));

    await expect(running).rejects.toMatchObject({
      extensions: { code: 'GATEWAY_TIMEOUT', service: 'tides' },
    });
  });

  test('the data version is the last one that the service told', async () => {
    const headers = { 'x-data-version': '7:3' };
    const subgraph = subgraphAnswering(() => Response.json({ data: { almanac: 'x' } }, { headers }));

    await subgraph.execute(requestWith());

    expect(subgraph.dataVersion()).toBe('7:3');
  });

  test('a check passes when data come back, and fails when none do', async () => {
    const { signal } = new AbortController();

    await subgraphAnswering(() => Response.json({ data: { __typename: 'Query' } })).check(signal);

    await expect(subgraphAnswering(() => Response.json({ errors: [] })).check(signal)).rejects.toThrow();
  });
});
