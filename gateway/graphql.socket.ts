import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, GraphQLSchema, parse } from 'graphql';
import { type Context, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Caller } from '../services/shared/caller.ts';
import { isOriginAllowed } from './cors.ts';
import { isEventStream, untilAborted } from './execute/events.ts';
import type { RoutePlugin, ServerParts } from './server.ts';
import { sessionHeader, sessionOf } from './session.http.ts';
import { socketAdapter } from './socket-adapter.ts';
import { maxBodyBytes } from './stages/admit.ts';
import { sessionCaller } from './stages/identify.ts';

/** One connection: its request, who asks once that is known, and what ends each of its operations. */
type Connection = {
  request: IncomingMessage;
  caller: Caller | null;
  operations: Map<string, AbortController>;
};
type Parameters = Record<string, unknown> | undefined;
type SocketContext = Context<Parameters, Connection>;

const path = '/graphql';
const goingAway = 1001;

/** More than any page needs; each holds an event in the making. */
const maxOperations = 20;

/** What the library wants to see; what is run was decided before, by the pipeline. */
const anyOperation = { schema: new GraphQLSchema({}), document: parse('subscription { any }') };

/** Subscriptions, queries and mutations over WebSocket in the protocol "graphql-transport-ws", at /graphql. */
export const graphqlSocketRoutes: RoutePlugin = (app, parts) => {
  const { settings, times, logger } = parts;
  const protocol = makeServer<Parameters, Connection>({
    onConnect: (context) => admit(context, parts),
    onSubscribe: (context, id, payload) => begin(context, id, payload, parts),
    execute: outcomeOf,
    subscribe: outcomeOf,
    onComplete: ({ extra }, id) => {
      extra.operations.get(id)?.abort();
      extra.operations.delete(id);
    },
  });
  const sockets = new WebSocketServer({
    noServer: true,
    path,
    maxPayload: maxBodyBytes,
    perMessageDeflate: false,
    handleProtocols,
  });

  function connect(socket: WebSocket, request: IncomingMessage): void {
    const connection: Connection = { request, caller: null, operations: new Map() };
    const end = () => {
      for (const operation of connection.operations.values()) operation.abort();
    };
    const { adapter, onClose } = socketAdapter(socket, { times, logger, end });
    const closed = protocol.opened(adapter, connection);
    onClose((code, reason) => {
      end();
      void closed(code, reason);
    });
  }

  app.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (!sockets.shouldHandle(request)) return refuse(stream, '404 Not Found');
    sockets.handleUpgrade(request, stream, head, (socket) => connect(socket, request));
  });
  app.addHook('preClose', async () => {
    for (const socket of sockets.clients) {
      socket.close(goingAway, 'The server stops; connect again');
      const timer = setTimeout(() => socket.terminate(), times.farewellMs);
      socket.once('close', () => clearTimeout(timer));
    }
  });

  function refuse(stream: Duplex, status: string): void {
    stream.on('error', () => stream.destroy());
    stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  }

  /** Pages of foreign origins get 4403. Others have a session from here on; a new one is told in the ack. */
  function admit({ extra, connectionParams = {} }: SocketContext, { sessions }: ServerParts) {
    const { headers } = extra.request;
    if (!isOriginAllowed(headers, settings.allowedOrigins)) return false;
    const told = connectionParams.session ?? connectionParams[sessionHeader];
    const header = typeof told === 'string' ? told : headers[sessionHeader];
    const held = sessionOf({ [sessionHeader]: header, cookie: headers.cookie }, sessions);
    if (held) {
      extra.caller = sessionCaller(held);
      return true;
    }
    const { session, token } = sessions.make();
    extra.caller = sessionCaller(session);
    return { session: token };
  }
};

/** Runs an operation through every stage; one that is not run at all is answered with "error". */
async function begin(
  { extra }: SocketContext,
  id: string,
  payload: SubscribePayload,
  { pipeline }: ServerParts,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { caller, operations } = extra;
  if (!caller) throw new Error('An operation came before its connection was acknowledged');
  if (operations.size >= maxOperations) return [tooMany()];
  const operation = new AbortController();
  operations.set(id, operation);
  const { signal } = operation;
  const { result } = await pipeline.open({
    document: documentOf(payload),
    operationName: payload.operationName,
    variables: payload.variables,
    context: { caller, requestId: randomUUID(), signal },
  });
  if (!isEventStream(result) && result.data === undefined) {
    operations.delete(id);
    return result.errors ?? [];
  }
  const rootValue = isEventStream(result) ? untilAborted(result, signal) : result;
  return { ...anyOperation, rootValue };
}

function outcomeOf({ rootValue }: ExecutionArgs): ExecutionResult | AsyncIterable<ExecutionResult> {
  return rootValue as ExecutionResult | AsyncIterable<ExecutionResult>;
}

/** A trusted document goes by its hash, as in automatic persisted queries; the protocol insists on a text beside it. */
function documentOf({ query, extensions }: SubscribePayload): { id: string } | { text: string } {
  const persisted = extensions?.persistedQuery as { sha256Hash?: unknown } | undefined;
  const id = extensions?.documentId ?? persisted?.sha256Hash;
  return query === '' && typeof id === 'string' ? { id } : { text: query };
}

function tooMany(): GraphQLError {
  const message = `A connection runs at most ${maxOperations} operations at a time.`;
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED' } });
}
