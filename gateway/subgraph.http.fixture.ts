import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parse } from 'graphql';
import { eventually } from '../services/shared/eventually.ts';
import type { SignedCalls } from '../services/shared/signed-call.ts';
import { makeHttpSubgraph } from './subgraph.http.ts';
import type { Subgraph, SubgraphRequest } from './subgraph.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse; body: string };

export type HttpService = {
  subgraph: Subgraph;
  /** What has come in so far, oldest first. */
  asked: Exchange[];
  /** Resolves once it has been asked so many times. */
  askedTimes(count: number): Promise<unknown>;
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
    askedTimes: (count) => eventually(async () => asked.length >= count),
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

const anonymous = { kind: 'ANONYMOUS', id: 'test', scopes: [] } as const;
const document = parse('{ almanac }');

/** What it gives that is asked by `asking`. */
export const answered = { data: { almanac: 'x' } };

type Changed = Partial<Pick<SubgraphRequest, 'kind' | 'variables'>> & {
  signal?: AbortSignal;
  callerId?: string;
};

/** One and the same document, asked as the test says. */
export function asking({
  kind = 'query',
  variables,
  signal,
  callerId = 'test',
}: Changed = {}): SubgraphRequest {
  const caller = { ...anonymous, id: callerId };
  const context = { caller, requestId: 'request-1', signal: signal ?? new AbortController().signal };
  return { document, kind, variables, context };
}
