import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { closeCodeOf, frame, framesOf, opcodes } from '../../scripts/fuzz/socket-frame.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { afterHead, message, sendRaw, upgradeRequest } from './fixture/raw-socket.ts';
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

  test.each([['{'], ['{"type":"subscribe"}'], ['{"type":"unknown"}'], ['[]'], ['{"type":"connection_ack"}']])(
    'what is no message of a client is answered with 4400: %s',
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

describe('the close codes, frame by frame on a bare connection', () => {
  const protocol = 'graphql-transport-ws';
  const greeting = message({ type: 'connection_init' });
  const silent = message(subscribe(silence));
  const ping = frame(Buffer.from('still here'), { opcode: opcodes.ping });

  /** What the server closes with, the first close frame after its agreement to the upgrade. */
  async function codeAfter(frames: readonly (Buffer | RegExp)[], asked = protocol): Promise<number | null> {
    gateway = await testGateway();
    const received = await sendRaw(gateway, upgradeRequest('/graphql', asked), ...frames);
    return closeCodeOf(framesOf(afterHead(received)));
  }

  test.each<[number, string, (Buffer | RegExp)[], string?]>([
    [4400, 'no JSON', [greeting, frame(Buffer.from('{'))]],
    [
      4400,
      'no JSON in two fragments with a ping between',
      [
        greeting,
        frame(Buffer.from('{"ty'), { last: false }),
        ping,
        frame(Buffer.from('pe":'), { opcode: opcodes.continuation }),
      ],
    ],
    [4400, 'a message of the server', [greeting, message({ type: 'next', id: '1', payload: {} })]],
    [4401, 'an operation before the greeting', [message(subscribe('{ almanac }'))]],
    [4403, 'a key that is none', [message({ type: 'connection_init', payload: { 'x-api-key': 'zk_none' } })]],
    [4406, 'the older protocol', [], 'graphql-ws'],
    [4408, 'no greeting', []],
    [4409, 'an id that is in use', [greeting, /connection_ack/, silent, /next/, silent]],
    [4429, 'a second greeting', [greeting, greeting]],
    [1002, 'a frame without a mask', [frame(Buffer.from('{}'), { masked: false })]],
    [1007, 'a text that is no UTF-8', [frame(Buffer.from([0xc0, 0xaf]))]],
    [
      1009,
      'the promise of a frame over 1 MB',
      [Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4])],
    ],
  ])('%i: %s', async (code, _what, frames, asked = protocol) => {
    expect(await codeAfter(frames, asked)).toBe(code);
  });
});
