import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { sessionHeader } from './session.http.ts';

export type WarmUpRequest = { method: 'GET' | 'POST'; path: string; body?: object };

/** A range that is nobody's (RFC 5737, 2010): no connection can come from it, and no caller's quota is spent. */
const range = '192.0.2.';

/** Whether a request is one of our own, which no log line or metric may count. */
export const isWarmUp = ({ socket }: IncomingMessage): boolean =>
  socket.remoteAddress?.startsWith(range) ?? false;

/**
 * A client of the whole server, from its parser to the bytes of its answers, by a door of its own on this machine: over
 * anything but sockets the engine would learn to run what clients never send. It keeps its connection, and brings the
 * session that its first answer gave.
 * @param address number of the address that it has in a range of nobody's; each address may ask as much as any caller
 */
export async function openWarmUp(
  app: FastifyInstance,
  { address, takesCompressed }: { address: number; takesCompressed: boolean },
) {
  let session: string | undefined;
  const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    Object.defineProperty(socket, 'remoteAddress', { value: `${range}${address}` });
    app.server.emit('connection', socket);
  });
  await once(door.listen(0, '127.0.0.1'), 'listening');
  const { port } = door.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  return {
    /** @returns once the answer was read to its end, whatever it is */
    async send({ method, path, body }: WarmUpRequest): Promise<void> {
      const text = body && JSON.stringify(body);
      const headers = {
        accept: '*/*',
        ...(takesCompressed && { 'accept-encoding': 'gzip, deflate, br' }),
        ...(session !== undefined && { [sessionHeader]: session }),
        ...(text !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        }),
      };
      await new Promise((read, failed) => {
        const sent = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
          session ??= answer.headers[sessionHeader]?.toString();
          answer.once('end', read).once('error', failed).resume();
        });
        sent.once('error', failed).end(text);
      });
    },
    close: async () => {
      agent.destroy();
      await once(door.close(), 'close');
    },
  };
}
