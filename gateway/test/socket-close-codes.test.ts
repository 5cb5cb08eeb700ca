import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { connect, greet, subscribe } from './fixture/socket.ts';

const silence = 'subscription { silence { sequence } }';

let gateway: TestGateway;

afterEach(() => gateway.close());

describe('the connection', () => {
  test('a message before the greeting is answered with 4401', async () => {
    gateway = await testGateway();
    const { send, closed } = await connect(gateway);

    send(subscribe('{ almanac }'));

    expect(await closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  test.each([['{'], ['{"type":"subscribe"}'], ['{"type":"unknown"}'], ['[]']])(
    'what is no message of the protocol is answered with 4400: %s',
    async (text) => {
      gateway = await testGateway();
      const { socket, closed } = await greet(gateway);

      socket.send(text);

      expect((await closed).code).toBe(4400);
    },
  );

  test('a second greeting is answered with 4429', async () => {
    gateway = await testGateway();
    const { send, closed } = await greet(gateway);

    send({ type: 'connection_init' });

    expect((await closed).code).toBe(4429);
  });

  test('an id that is in use is answered with 4409', async () => {
    gateway = await testGateway();
    const { send, next, closed } = await greet(gateway);
    send(subscribe(silence));
    await next('next', '1');

    send(subscribe(silence));

    expect((await closed).code).toBe(4409);
  });

  test('no greeting in time is answered with 4408', async () => {
    gateway = await testGateway();
    const { closed } = await connect(gateway);

    expect((await closed).code).toBe(4408);
  });

  test('another protocol is answered with 4406', async () => {
    gateway = await testGateway();
    const { closed } = await connect(gateway, {}, []);

    expect((await closed).code).toBe(4406);
  });

  test('a page of a foreign origin is answered with 4403, one of a listed or the own origin is not', async () => {
    gateway = await testGateway();
    const foreign = await connect(gateway, { origin: 'https://elsewhere.example' });
    foreign.send({ type: 'connection_init' });

    const listed = await greet(gateway, undefined, { origin: 'https://zantara.balizero.com' });
    const own = await greet(gateway, undefined, { origin: gateway.origin });

    expect((await foreign.closed).code).toBe(4403);
    expect([listed.ack.type, own.ack.type]).toEqual(['connection_ack', 'connection_ack']);
  });

  test('a message over 1 MB is refused', async () => {
    gateway = await testGateway();
    const { socket, closed } = await greet(gateway);

    socket.send('x'.repeat(1_100_000));

    expect((await closed).code).toBe(1009);
  });

  test('another path takes no connection', async () => {
    gateway = await testGateway();
    const socket = new WebSocket(`${gateway.origin.replace('http', 'ws')}/elsewhere`);

    const [error] = await once(socket, 'error');

    expect(String(error)).toContain('404');
  });
});
