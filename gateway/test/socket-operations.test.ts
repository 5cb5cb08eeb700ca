import { afterEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../services/shared/eventually.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { greet, subscribe } from './fixture/socket.ts';

const harbour = 'subscription { harbour { sequence ... on MarkSeen { mark { ... on Buoy { colour } } } } }';
const silence = 'subscription { silence { sequence } }';

let gateway: TestGateway;

afterEach(() => gateway.close());

describe('operations over WebSocket', () => {
  test('a subscription sends its events whole, then completes', async () => {
    gateway = await testGateway();
    const { send, next, messages } = await greet(gateway);

    send(subscribe(harbour));
    await next('complete', '1');

    const events = messages.filter(({ type }) => type === 'next').map(({ payload }) => payload);
    expect(events).toMatchObject([
      { data: { harbour: { sequence: 1 } } },
      { data: { harbour: { sequence: 2, mark: { colour: 'red' } } } },
      { data: { harbour: { sequence: 3, mark: {} } } },
      { data: { harbour: { sequence: 4, mark: null } }, errors: [{ path: ['harbour', 'mark', 'colour'] }] },
      { data: { harbour: { sequence: 5, mark: { colour: 'red' } } } },
    ]);
  });

  test('queries and mutations are answered once', async () => {
    gateway = await testGateway();
    const { send, next } = await greet(gateway);

    send(subscribe('{ almanac }', 'q'));
    send(
      subscribe('mutation ($code: ID!) { openPort(code: $code) { tide } }', 'm', {
        variables: { code: 'Z' },
      }),
    );

    expect(await next('next', 'q')).toMatchObject({ payload: { data: { almanac: 'Tides of the year' } } });
    expect(await next('next', 'm')).toMatchObject({ payload: { data: { openPort: { tide: 1.5 } } } });
    await next('complete', 'm');
  });

  test.each([
    ['syntax', '{', 'GRAPHQL_PARSE_FAILED'],
    ['unknown fields', '{ unknown }', 'GRAPHQL_VALIDATION_FAILED'],
    ['wrong variables', 'query ($code: ID!) { port(code: $code) { name } }', 'BAD_USER_INPUT'],
  ])('a fault is an error by code: %s', async (_what, query, code) => {
    gateway = await testGateway();
    const { send, next } = await greet(gateway);

    send(subscribe(query));

    expect(await next('error', '1')).toMatchObject({ payload: [{ extensions: { code } }] });
  });

  test('a defect behind a field is masked, with a request id', async () => {
    gateway = await testGateway();
    const { send, next } = await greet(gateway);

    send(subscribe('{ broken }'));

    const { payload } = await next('next', '1');
    expect(JSON.stringify(payload)).not.toContain('hunter2');
    expect(payload).toMatchObject({ errors: [{ extensions: { requestId: expect.any(String) } }] });
  });

  test('completing a quiet subscription frees its source, and its id can be used again', async () => {
    gateway = await testGateway();
    const { send, next, messages } = await greet(gateway);
    send(subscribe(silence));
    await next('next', '1');

    send({ id: '1', type: 'complete' });
    await eventually(async () => gateway.harbour.open === 0);
    send(subscribe('{ watchers }'));

    await eventually(async () =>
      messages.some(({ payload }) => payload && 'data' in payload && messages.length > 2),
    );
    expect(messages.at(-2)?.payload).toEqual({ data: { watchers: 0 } });
  });

  test('a client that leaves frees its quiet sources within 1.5 seconds', async () => {
    gateway = await testGateway();
    const { socket, send } = await greet(gateway);
    send(subscribe(silence, 'a'));
    send(subscribe(silence, 'b'));
    await eventually(async () => gateway.harbour.open === 2);
    const leftAt = performance.now();

    socket.terminate();
    await eventually(async () => gateway.harbour.open === 0);

    expect(performance.now() - leftAt).toBeLessThan(1_500);
  });

  test('a connection runs twenty operations at a time and not one more', async () => {
    gateway = await testGateway();
    const { send, next } = await greet(gateway);
    for (let id = 1; id <= 20; id += 1) send(subscribe(silence, String(id)));
    await next('next', '20');

    send(subscribe(silence, '21'));

    expect(await next('error', '21')).toMatchObject({ payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
    send({ id: '1', type: 'complete' });
    await eventually(async () => gateway.harbour.open === 19);
    send(subscribe('{ almanac }', '22'));
    await next('next', '22');
  });
});
