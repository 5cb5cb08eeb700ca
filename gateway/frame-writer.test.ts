import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../services/shared/eventually.ts';
import { FrameWriter } from './frame-writer.ts';

let close = () => {};

afterEach(() => close());

type Client = { socket: Socket; text: () => string };

/** A client whose bytes the test sees as they are, and what the server answers its requests on. */
async function opened(requests: string): Promise<{ responses: ServerResponse[]; client: Client }> {
  const responses: ServerResponse[] = [];
  const server = createServer((_request, response) => {
    response.sendDate = false;
    responses.push(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  socket.on('error', () => {});
  close = () => {
    socket.destroy();
    server.close();
    server.closeAllConnections();
  };
  socket.write(requests);
  await eventually(async () => responses.length === requests.split('GET ').length - 1);
  return { responses, client: { socket, text: () => text } };
}

const get = (version: string) => `GET / HTTP/${version}\r\nHost: localhost\r\n\r\n`;

function begun(response: ServerResponse | undefined): { response: ServerResponse; writer: FrameWriter } {
  if (!response) throw new Error('there is no such request');
  response.writeHead(200);
  return { response, writer: new FrameWriter(response) };
}

const bodyOf = (text: string) => text.slice(text.indexOf('\r\n\r\n') + 4);

describe('frames', () => {
  test('that come together are one chunk, its length in bytes', async () => {
    const { responses, client } = await opened(get('1.1'));
    const { response, writer } = begun(responses[0]);

    writer.add('één ');
    writer.add('two');
    writer.flush();
    writer.flush();
    response.end();

    await eventually(async () => client.text().endsWith('0\r\n\r\n'));
    expect(bodyOf(client.text())).toBe('9\r\néén two\r\n0\r\n\r\n');
  });

  test('have no chunks around them for a client of HTTP/1.0', async () => {
    const { responses, client } = await opened(get('1.0'));
    const { response, writer } = begun(responses[0]);

    writer.add('one');
    writer.flush();
    response.end();

    await once(client.socket, 'close');
    expect(bodyOf(client.text())).toBe('one');
  });

  test('of a second answer wait for the first one of its connection', async () => {
    const { responses, client } = await opened(get('1.1') + get('1.1'));
    const first = begun(responses[0]);
    const second = begun(responses[1]);

    second.writer.add('later');
    second.writer.flush();
    first.writer.add('sooner');
    first.writer.flush();
    first.response.end();
    second.response.end();

    await eventually(async () => client.text().split('0\r\n\r\n').length === 3);
    const [firstAnswer, secondAnswer] = client.text().split(/(?=HTTP)/);
    expect(bodyOf(firstAnswer ?? '')).toBe('6\r\nsooner\r\n0\r\n\r\n');
    expect(bodyOf(secondAnswer ?? '')).toBe('5\r\nlater\r\n0\r\n\r\n');
  });

  test('are held up by a client that does not read, until it does', async () => {
    const { responses, client } = await opened(get('1.1'));
    const { writer } = begun(responses[0]);
    client.socket.pause();
    const megabyte = 'x'.repeat(1_000_000);
    let isTaken = true;
    for (let count = 0; isTaken && count < 100; count += 1) {
      writer.add(megabyte);
      isTaken = writer.flush();
    }

    expect(isTaken).toBe(false);
    expect(writer.isHeldUp).toBe(true);
    expect(await writer.drained(20)).toBe(false);
    client.socket.resume();
    expect(await writer.drained(10_000)).toBe(true);
    expect(writer.isHeldUp).toBe(false);
  });

  test('hold nobody up once the client has left', async () => {
    const { responses, client } = await opened(get('1.1'));
    const { response, writer } = begun(responses[0]);
    const gone = once(response, 'close');

    client.socket.destroy();
    await gone;
    writer.add('nobody reads this');

    expect(writer.flush()).toBe(true);
  });
});
