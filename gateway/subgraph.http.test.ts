import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from '@jest/globals';
import { answered, asking, type HttpService, httpService, json } from './subgraph.http.fixture.ts';

let service: HttpService;

afterEach(() => service.close());

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
    await service.askedTimes(1);

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
    await service.askedTimes(1);
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
