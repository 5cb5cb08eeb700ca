import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Body, type DoubleStore, makeDoubleStore, Refusal } from './qdrant-double-store.ts';

// A Qdrant for tests: an HTTP server that keeps its data in memory, knows exactly the requests that our index makes, and
// is typed by the client's own schema. Whatever else is asked fails loudly.

export type Fault =
  | { kind: 'status'; status: number; retryAfter?: string }
  /** Never answers. */
  | { kind: 'stall' }
  /** Closes the socket in the middle of an answer. */
  | { kind: 'cut' };

export type QdrantDouble = {
  url: string;
  /** Method and path of every request, in order. */
  requests: string[];
  collections: DoubleStore['collections'];
  aliases: DoubleStore['aliases'];
  /** Fails the coming requests whose method and path hold a text. @param times how many of them; default all */
  fail(part: string, fault: Fault, times?: number): void;
  mend(): void;
  close(): Promise<void>;
};

export async function startQdrantDouble(options: { apiKey?: string } = {}): Promise<QdrantDouble> {
  const store = makeDoubleStore();
  const requests: string[] = [];
  let faults: { part: string; fault: Fault; left: number }[] = [];

  const fail = (fault: Fault, response: ServerResponse): void => {
    if (fault.kind === 'stall') return;
    if (fault.kind === 'cut') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"result":', () => response.destroy());
      return;
    }
    const after = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
    response.writeHead(fault.status, { 'content-type': 'application/json', ...after });
    response.end(JSON.stringify({ status: { error: 'said so by the test' }, time: 0 }));
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? '';
    const { pathname } = new URL(request.url ?? '/', 'http://double');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    requests.push(`${method} ${pathname}`);
    const due = faults.find(({ part, left }) => left > 0 && `${method} ${pathname}`.includes(part));
    if (due) {
      due.left -= 1;
      fail(due.fault, response);
      return;
    }
    const reply = (status: number, content: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(content));
    };
    try {
      if (options.apiKey !== undefined && request.headers['api-key'] !== options.apiKey) {
        throw new Refusal(401, 'Must provide an API key');
      }
      const text = Buffer.concat(chunks).toString('utf8');
      const result = store.answer(method, pathname, text === '' ? {} : (JSON.parse(text) as Body));
      reply(200, { result, status: 'ok', time: 0 });
    } catch (error) {
      const status = error instanceof Refusal ? error.status : 501;
      reply(status, { status: { error: String(error) }, time: 0 });
    }
  };

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    collections: store.collections,
    aliases: store.aliases,
    fail: (part, fault, times = Number.POSITIVE_INFINITY) => faults.push({ part, fault, left: times }),
    mend: () => {
      faults = [];
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
