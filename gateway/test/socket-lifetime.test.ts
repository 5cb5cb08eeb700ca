import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../services/shared/eventually.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { connect, greet, subscribe } from './fixture/socket.ts';

const silence = 'subscription { silence { sequence } }';

let gateway: TestGateway;

afterEach(() => gateway.close());

describe('a connection over time', () => {
  test('both ends may ask whether the other is alive', async () => {
    gateway = await testGateway({ times: { heartbeatMs: 20 } });
    const { socket, send, next } = await greet(gateway);

    await once(socket, 'ping');
    send({ type: 'ping', payload: { n: 1 } });

    expect(await next('pong')).toMatchObject({ payload: { n: 1 } });
  });

  test('one that gives no sign of life is cut', async () => {
    gateway = await testGateway({ times: { heartbeatMs: 50 } });
    const { closed } = await connect(gateway, { autoPong: false });

    expect((await closed).code).toBe(1006);
  });

  test('a reader that stops reading is closed with a reason and costs no more events', async () => {
    gateway = await testGateway({ times: { stallMs: 200, farewellMs: 60_000 } });
    const { socket, send, messages, closed } = await greet(gateway);
    send(subscribe('subscription { flood(bytes: 100000) { ... on DayBegan { sequence text } } }'));
    socket.pause();

    await eventually(async () => gateway.harbour.made > 0 && gateway.harbour.open === 0);
    const { made } = gateway.harbour;
    socket.resume();

    expect(await closed).toEqual({ code: 1013, reason: 'READER_STALLED' });
    expect(made).toBeLessThan(300);
    const events = messages.filter(({ type }) => type === 'next');
    expect(events.map(({ payload }) => payload?.data?.flood?.sequence)).toEqual(
      events.map((_event, index) => index + 1),
    );
  });

  test('a server that stops says so', async () => {
    gateway = await testGateway();
    const { closed, send } = await greet(gateway);
    send(subscribe(silence));
    await eventually(async () => gateway.harbour.open === 1);

    await gateway.close();

    expect(await closed).toMatchObject({ code: 1001 });
    await eventually(async () => gateway.harbour.open === 0);
  });
});
