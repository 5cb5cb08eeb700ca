import type { FastifyRequest } from 'fastify';
import { createYoga, type GraphQLParams, type Plugin } from 'graphql-yoga';
import { isEventStream } from './execute/events.ts';
import { badRequest, unreadable, withStatus } from './graphql-status.ts';
import type { OperationRequest, Pipeline } from './pipeline.ts';
import type { RoutePlugin } from './server.ts';
import type { GivenDocument } from './stages/document.ts';
import { maskError } from './stages/mask.ts';

type Exchange = { exchange: FastifyRequest };

/**
 * `/graphql`: GraphQL over HTTP, and over SSE for subscriptions. Yoga reads the request and writes the answer in the
 * form that the client accepts; all between is the pipeline.
 */
export const graphqlRoutes: RoutePlugin = (app, { pipeline, logger }) => {
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
      const { method, url, body } = exchange;
      const headers = Object.entries(exchange.headers).map(([name, value]): [string, string] => [
        name,
        `${value}`,
      ]);
      const asked = new yoga.fetchAPI.Request(`http://gateway${url}`, { method, headers });
      // The body is read and parsed already, within the limits of every other route.
      Object.defineProperty(asked, 'json', { value: async () => body });
      const answer = await yoga.fetch(asked, { exchange });
      answer.headers.forEach((value, name) => void reply.header(name, value));
      const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
      return reply.code(answer.status).send(isStream ? answer.body : await answer.text());
    },
  });
};

function throughPipeline(pipeline: Pipeline): Plugin<Record<string, unknown>, Exchange> {
  return {
    onParams({ params, setParams, setParamsHandler, context: { exchange } }) {
      if (!['string', 'undefined'].includes(typeof (params.operationName ?? undefined))) {
        throw badRequest('operationName must be a string.');
      }
      const document = documentOf(params);
      // Yoga insists on a text; a document that is asked for by its id has none.
      if ('id' in document) setParams({ ...params, query: '' });
      setParamsHandler(async () => {
        const { result } = await pipeline.open({ ...operationOf(params, exchange), document });
        return isEventStream(result) ? result : withStatus(result);
      });
    },
  };
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
