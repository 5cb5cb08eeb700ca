import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { isPromise } from '../services/shared/promise-or-value.ts';
import { isEventStream } from './execute/events.ts';
import { type OperationParameters, plainParameters } from './graphql.parameters.ts';
import { acceptsEvents, acceptsEventsOnly, refuseStream, sendResults } from './graphql.stream.ts';
import type { ReadRequest } from './graphql.yoga.ts';
import { sendResult } from './graphql-response.ts';
import { markedResult } from './marked-result.ts';
import type { OperationOutcome, StreamOutcome } from './operation.ts';
import type { RoutePlugin, ServerParts } from './server.ts';

/**
 * `/graphql`: GraphQL over HTTP, and over SSE for subscriptions. A request in the usual form for a document that is
 * known goes the short way: straight into the pipeline. Any other is read by Yoga first. From there on both are one.
 */
export const graphqlRoutes: RoutePlugin = (app, parts) => {
  const { pipeline, giveSession, logger } = parts;
  // Loaded for the first request that needs it: a page that asks by trusted documents never does.
  let reading: Promise<ReadRequest> | undefined;
  const readRequest: ReadRequest = async (request, reply) => {
    reading ??= import('./graphql.yoga.ts').then(({ makeYogaReader }) => makeYogaReader(logger));
    return (await reading)(request, reply);
  };

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    config: { errors: 'GRAPHQL' },
    compress: false,
    // Without a promise where nothing has to be waited for; Fastify takes `undefined` for "answered by itself".
    handler: (request, reply): Promise<void> | void => {
      // A GET may be answered from somebody's cache; nobody keeps a stream.
      if (request.method === 'POST' || acceptsEventsOnly(request.headers.accept)) giveSession(request, reply);
      const parameters = plainParameters(request);
      if (parameters && pipeline.knows(parameters.document)) return answer(request, reply, parameters, parts);
      return readRequest(request, reply).then((read) => {
        if (read) return answer(request, reply, read, parts);
      });
    },
  });
};

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { document, operationName, variables }: OperationParameters,
  parts: ServerParts,
): Promise<void> | void {
  const { context } = request;
  const readOnly = request.method === 'GET';
  const { share } = context;
  const outcome = parts.pipeline.open({ context, document, operationName, variables, readOnly, share });
  return isPromise(outcome)
    ? outcome.then((ready) => send(request, reply, ready, parts))
    : send(request, reply, outcome, parts);
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: StreamOutcome,
  { times, streams, logger }: ServerParts,
): Promise<void> | void {
  const { accept } = request.headers;
  const { context } = request;
  if (outcome.operation) context.operation = outcome.operation;
  if (isSingle(outcome) && !acceptsEventsOnly(accept)) return sendResult(request, reply, outcome);
  const leave = () => context.leave();
  const result = markedResult(outcome);
  const events = isEventStream(result) ? result : eventsOf(result);
  if (acceptsEvents(accept)) {
    return sendResults(events, { reply, leave, signal: context.signal, times, streams, logger });
  }
  leave();
  refuseStream(reply);
}

function isSingle(outcome: StreamOutcome): outcome is OperationOutcome {
  return !isEventStream(outcome.result);
}

async function* eventsOf(result: ExecutionResult) {
  yield result;
}
