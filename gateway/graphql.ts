import type { FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { createYoga, type GraphQLParams, type Plugin } from 'graphql-yoga';
import { isEventStream } from './execute/events.ts';
import { acceptsEvents, acceptsEventsOnly, refuseStream, sendResults } from './graphql.stream.ts';
import { badRequest, unreadable, withStatus } from './graphql-status.ts';
import type { OperationRequest, Pipeline } from './pipeline.ts';
import { readerOf } from './reader.ts';
import type { RoutePlugin } from './server.ts';
import type { GivenDocument } from './stages/document.ts';
import { maskError } from './stages/mask.ts';

/** What Yoga hands through: the request, the signal of its reader, and the events when there are any. */
type Exchange = {
  exchange: FastifyRequest;
  reader: AbortSignal;
  opened: { events?: AsyncIterable<ExecutionResult> };
};

/**
 * `/graphql`: GraphQL over HTTP, and over SSE for subscriptions. Yoga reads the request and writes a single result in
 * the form that the client accepts; streams are written by us, and all between is the pipeline.
 */
export const graphqlRoutes: RoutePlugin = (app, { pipeline, logger, giveSession, streams, times }) => {
  const yoga = createYoga<Exchange>({
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    cors: false,
    logging: false,
    maxRequestBodySize: false,
    extraParamNames: ['documentId'],
    maskedErrors: {
      maskError: (error) => unreadable(error) ?? maskError(error, { requestId: 'unknown', logger }),
    },
    plugins: [throughPipeline(pipeline)],
  });

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    handler: async (exchange, reply) => {
      const { method, url, body, headers: given } = exchange;
      // A GET may be answered from somebody's cache; nobody keeps a stream.
      if (method === 'POST' || acceptsEventsOnly(given.accept)) giveSession(exchange, reply);
      const { signal: reader, leave } = readerOf(exchange.context.signal);
      const headers = Object.entries(given).map(([name, value]): [string, string] => [name, `${value}`]);
      const asked = new yoga.fetchAPI.Request(`http://gateway${url}`, { method, headers });
      // The body is read and parsed already, within the limits of every other route.
      Object.defineProperty(asked, 'json', { value: async () => body });
      const opened: Exchange['opened'] = {};
      const answer = await yoga.fetch(asked, { exchange, reader, opened });
      const { events } = opened;
      if (events && acceptsEvents(given.accept)) {
        return sendResults(events, { reply, leave, signal: reader, times, streams, logger });
      }
      leave();
      if (events) return refuseStream(reply);
      answer.headers.forEach((value, name) => void reply.header(name, value));
      return reply.code(answer.status).send(await answer.text());
    },
  });
};

function throughPipeline(pipeline: Pipeline): Plugin<Record<string, unknown>, Exchange> {
  return {
    onParams({ params, setParams, setParamsHandler, context: { exchange, reader, opened } }) {
      if (!['string', 'undefined'].includes(typeof (params.operationName ?? undefined))) {
        throw badRequest('operationName must be a string.');
      }
      const document = documentOf(params);
      // Yoga insists on a text; a document that is asked for by its id has none.
      if ('id' in document) setParams({ ...params, query: '' });
      setParamsHandler(async () => {
        const operation = operationOf(params, exchange);
        const { result } = await pipeline.open({ ...operation, document, signal: reader });
        if (!isEventStream(result) && !acceptsEventsOnly(exchange.headers.accept)) return withStatus(result);
        opened.events = isEventStream(result) ? result : eventsOf(result);
        return {};
      });
    },
  };
}

async function* eventsOf(result: ExecutionResult) {
  yield result;
}

function operationOf(
  { operationName, variables }: GraphQLParams,
  { context, method }: FastifyRequest,
): Omit<OperationRequest, 'document'> {
  return { ...context, operationName, variables, readOnly: method === 'GET' };
}

/** A trusted document goes by `documentId`, or by its hash as in automatic persisted queries. */
function documentOf({
  query,
  extensions,
  ...others
}: GraphQLParams & { documentId?: unknown }): GivenDocument {
  if (query !== undefined && query !== null) return { text: query };
  const id = others.documentId ?? extensions?.persistedQuery?.sha256Hash;
  return typeof id === 'string' ? { id } : { text: '' };
}
