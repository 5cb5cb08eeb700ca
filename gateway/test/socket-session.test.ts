import { afterEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../services/shared/eventually.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { greet, subscribe } from './fixture/socket.ts';

const silence = 'subscription { silence { sequence } }';

let gateway: TestGateway;

afterEach(() => gateway.close());

describe('who asks over WebSocket', () => {
  test('a connection without identity gets a session in the ack, and every operation is its own', async () => {
    gateway = await testGateway();
    const { ack, send } = await greet(gateway);

    send(subscribe(silence));
    await eventually(async () => gateway.harbour.callers.length === 1);

    const id = ack.payload?.session?.split('.')[0];
    expect(gateway.harbour.callers).toEqual([`session:${id}`]);
  });

  test.each([['session'], ['x-session']])('a session in the greeting as %s is known again', async (name) => {
    gateway = await testGateway();
    const first = await greet(gateway);
    const token = first.ack.payload?.session ?? '';

    const again = await greet(gateway, { [name]: token });
    again.send(subscribe(silence));
    await eventually(async () => gateway.harbour.callers.length === 1);

    expect(again.ack.payload).toBeUndefined();
    expect(gateway.harbour.callers).toEqual([`session:${token.split('.')[0]}`]);
  });

  test('a session in a cookie is known again', async () => {
    gateway = await testGateway();
    const first = await greet(gateway);
    const token = first.ack.payload?.session ?? '';

    const again = await greet(gateway, undefined, {
      headers: { cookie: `other=1; zantara_session=${token}` },
    });

    expect(again.ack.payload).toBeUndefined();
  });

  test('a forged token is nobody: the connection gets a session of its own', async () => {
    gateway = await testGateway();
    const first = await greet(gateway);
    const token = first.ack.payload?.session ?? '';
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;

    const { ack, send } = await greet(gateway, { session: forged });
    send(subscribe(silence));
    await eventually(async () => gateway.harbour.callers.length === 1);

    expect(ack.payload?.session).toMatch(/^[\w-]{22}\./);
    expect(gateway.harbour.callers).not.toContain(`session:${token.split('.')[0]}`);
  });
});
