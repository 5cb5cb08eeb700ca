import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SignedCalls } from '../services/shared/signed-call.ts';
import { makeHttpSubgraph } from './subgraph.http.ts';
import type { Subgraph } from './subgraph.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse; body: string };

export type HttpService = {
  subgraph: Subgraph;
  /** What has come in so far, oldest first. */
  asked: Exchange[];
  /** Connections that were ever opened. */
  connections(): number;
  /** Closes what is idle, as a service does after a while. */
  closeIdle(): void;
  close(): Promise<void>;
};

/** A real service on a free port, which answers as a test says, and the gateway's way to it. */
export async function httpService(
  answer: (exchange: Exchange, count: number) => void,
  options: { signedCalls?: SignedCalls; streamSilenceMs?: number } = {},
): Promise<HttpService> {
  const asked: Exchange[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    const exchange = { request, response, body: await text(request) };
    answer(exchange, asked.push(exchange));
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const subgraph = makeHttpSubgraph('tides', `http://127.0.0.1:${port}/graphql`, options);
  return {
    subgraph,
    asked,
    connections: () => connections,
    closeIdle: () => server.closeIdleConnections(),
    async close() {
      await subgraph.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Answers with JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}) {
  return ({ response }: Pick<Exchange, 'response'>) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };
}
