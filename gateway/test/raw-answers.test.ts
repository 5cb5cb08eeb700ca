import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answerIn } from '../../scripts/fuzz/exchange.ts';
import { securityHeaders } from '../security-headers.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';
import { sendRaw, upgradeRequest } from './fixture/raw-socket.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await testGateway();
});

afterAll(() => gateway.close());

const closing = 'connection: close\r\n';

describe('what no route can answer is answered with the headers of every answer', () => {
  test.each([
    ['a request without a host', `GET / HTTP/1.1\r\n${closing}\r\n`, 400],
    [
      'an expectation that nobody knows',
      `GET / HTTP/1.1\r\nhost: a\r\nexpect: wonders\r\n${closing}\r\n`,
      200,
    ],
    ['a WebSocket at another path', upgradeRequest('/elsewhere', 'graphql-transport-ws'), 404],
    ['a WebSocket of another version', upgradeRequest('/graphql', 'graphql-transport-ws', 7), 400],
    ['a WebSocket by POST', upgradeRequest('/graphql', 'graphql-transport-ws', 13, 'POST'), 405],
    ['headers over 16 KB', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`, 431],
  ])('%s', async (_what, bytes, status) => {
    const answer = answerIn(await sendRaw(gateway, bytes));

    expect(answer?.status).toBe(status);
    expect(Object.fromEntries(answer?.headers ?? [])).toMatchObject({
      ...securityHeaders,
      'x-request-id': expect.stringMatching(/^[\w-]{36}$/),
    });
  });

  test('the caller’s request id comes back from a refused WebSocket', async () => {
    const request = upgradeRequest('/elsewhere', 'graphql-transport-ws').replace(
      'host:',
      'x-request-id: caller-id-1\r\nhost:',
    );

    const answer = answerIn(await sendRaw(gateway, request));

    expect(answer?.headers.get('x-request-id')).toBe('caller-id-1');
  });
});

test('a client that goes on sending to what was refused is cut, and holds no connection open', async () => {
  const upgrade = upgradeRequest('/elsewhere', 'graphql-transport-ws');

  const answer = answerIn(await sendRaw(gateway, upgrade, Buffer.alloc(4_000_000)));

  // Whether the answer or the cut comes first is the network's; that the connection ends is what counts.
  expect([404, undefined]).toContain(answer?.status);
});
