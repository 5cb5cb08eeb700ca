import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, type ExecutionResult, GraphQLError, GraphQLSchema, parse } from 'graphql';
import { CloseCode, type Context, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { isEventStream, untilAborted } from './execute/events.ts';
import { givenDocument } from './given-document.ts';
import { markedResult } from './marked-result.ts';
import { answerRaw } from './raw-answer.ts';
import type { RoutePlugin, ServerParts } from './server.ts';
import { socketAdapter } from './socket-adapter.ts';
import { type Admitted, admitConnection, ConnectionRefused, refusalOf } from './socket-admission.ts';
import { maxBodyBytes } from './stages/admit.ts';
import type { GivenDocument } from './stages/document.ts';
import { errorsOf } from './stages/mask.ts';

/** One connection: its request, whom it is for once that is known, and what ends each of its operations. */
type Connection = {
  request: IncomingMessage;
  admitted: Admitted | null;
  operations: Map<string, AbortController>;
  close(code: number, reason: string): void;
  /** Calls at the time, unless the connection is gone by then. */
  at(timeMs: number, act: () => void): void;
};
type Parameters = Record<string, unknown> | undefined;
type Outcome = ExecutionResult | AsyncIterable<ExecutionResult>;
type SocketContext = Context<Parameters, Connection>;

const path = '/graphql';
const goingAway = 1001;

/** More than any page needs; each holds an event in the making. */
const maxOperations = 20;

/** Longer than any token holds; a timer can't wait for longer. */
const longestWaitMs = 2 ** 31 - 1;

/** What the library wants to see; what is run was decided before, by the pipeline. */
const anyOperation = { schema: new GraphQLSchema({}), document: parse('subscription { any }') };

/** Subscriptions, queries and mutations over WebSocket in the protocol "graphql-transport-ws", at /graphql. */
export const graphqlSocketRoutes: RoutePlugin = (app, parts) => {
  const { times, logger, recorder } = parts;
  const counts = recorder.streams.websocket;
  const connections = new Set<Connection>();
  const protocol = makeServer<Parameters, Connection>({
    onConnect: (context) => greet(context, parts),
    onSubscribe: (context, id, payload) => begin(context, id, payload, parts),
    execute: outcomeOf,
    subscribe: outcomeOf,
    onNext: (_context, _id, _payload, { rootValue }) => {
      if (isEventStream(rootValue as Outcome)) counts.event();
    },
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

  recorder.streams.watchSockets(() => sockets.clients.size);
  counts.watch(() => [...connections].reduce((sum, { operations }) => sum + operations.size, 0));

  function connect(socket: WebSocket, request: IncomingMessage): void {
    const connection: Connection = {
      request,
      admitted: null,
      operations: new Map(),
      close: (code, reason) => socket.close(code, reason),
      at(timeMs, act) {
        const timer = setTimeout(act, Math.min(timeMs - Date.now(), longestWaitMs));
        socket.once('close', () => clearTimeout(timer));
      },
    };
    const end = () => {
      for (const operation of connection.operations.values()) operation.abort();
    };
    const { adapter, onClose } = socketAdapter(socket, { times, logger, counts, end });
    connections.add(connection);
    const closed = protocol.opened(adapter, connection);
    onClose((code, reason) => {
      end();
      connections.delete(connection);
      void closed(code, reason);
    });
  }

  app.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (!sockets.shouldHandle(request)) return refuse(stream, request, '404 Not Found');
    sockets.handleUpgrade(request, stream, head, (socket) => connect(socket, request));
  });
  app.addHook('preClose', async () => {
    for (const socket of sockets.clients) {
      socket.close(goingAway, 'The server stops; connect again');
      const timer = setTimeout(() => socket.terminate(), times.farewellMs);
      socket.once('close', () => clearTimeout(timer));
    }
  });

  // The library would answer by itself, without the headers of every answer.
  sockets.on('wsClientError', (_error, stream, request) => {
    refuse(stream, request, request.method === 'GET' ? '400 Bad Request' : '405 Method Not Allowed');
  });

  function refuse(
    stream: Duplex,
    { headers: { 'x-request-id': given } }: IncomingMessage,
    status: string,
  ): void {
    answerRaw(stream, {
      status,
      error: 'There is no WebSocket for this request.',
      requestId: given,
      headers: { allow: 'GET, POST', 'sec-websocket-version': '13' },
    });
  }
};

/** Takes a connection on, until its caller's identity ends. A new session is told in the answer. */
async function greet({ extra, connectionParams = {} }: SocketContext, parts: ServerParts) {
  try {
    const admitted = await admitConnection(extra.request, connectionParams, parts);
    extra.admitted = admitted;
    if (admitted.expiresAt !== undefined) {
      extra.at(admitted.expiresAt, () => extra.close(CloseCode.Forbidden, 'The token has expired.'));
    }
    return admitted.newSession === null ? true : { session: admitted.newSession };
  } catch (error) {
    if (!(error instanceof ConnectionRefused)) throw error;
    extra.close(error.closeCode, error.message);
    return false;
  }
}

/** Runs an operation through every stage; one that is not run at all is answered with "error". */
async function begin(
  { extra }: SocketContext,
  id: string,
  payload: SubscribePayload,
  { pipeline, tracing }: ServerParts,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { admitted, operations } = extra;
  if (!admitted) throw new Error('An operation came before its connection was acknowledged');
  if (operations.size >= maxOperations) return [tooMany()];
  const named = documentOf(payload);
  if (named instanceof GraphQLError) return [named];
  const operation = new AbortController();
  operations.set(id, operation);
  const { signal } = operation;
  const result = await outcome(admitted, named).catch((error: unknown): ExecutionResult => {
    const { closeCode, message } = refusalOf(error);
    extra.close(closeCode, message);
    return { errors: [] };
  });
  if (!isEventStream(result) && result.data === undefined) {
    operations.delete(id);
    return result.errors ?? [];
  }
  const rootValue = isEventStream(result) ? untilAborted(result, signal) : result;
  return { ...anyOperation, rootValue };

  /** @throws AppError when the caller is nobody any more */
  async function outcome(
    { caller: askingNow, share: shareOf }: Admitted,
    document: GivenDocument,
  ): Promise<Outcome> {
    const caller = await askingNow();
    const share = shareOf(caller);
    try {
      await share?.take(1);
    } catch (error) {
      return { errors: errorsOf(error) };
    }
    const span = tracing?.begin('WebSocket /graphql');
    const opened = await pipeline.open({
      document,
      operationName: payload.operationName,
      variables: payload.variables,
      context: { caller, requestId: randomUUID(), signal, span },
      share,
    });
    span?.end();
    return markedResult(opened);
  }
}

function outcomeOf({ rootValue }: ExecutionArgs): Outcome {
  return rootValue as Outcome;
}

/** The document, or why none is named: thrown, it would close the socket. */
function documentOf(payload: SubscribePayload): GivenDocument | GraphQLError {
  try {
    return givenDocument(payload);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function tooMany(): GraphQLError {
  const message = `A connection runs at most ${maxOperations} operations at a time.`;
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED' } });
}
