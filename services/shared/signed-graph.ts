import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { AppError, httpStatusOf } from './errors.ts';
import type { Logger } from './logger.ts';
import type { OpenSubgraph } from './open-subgraph.ts';
import { clientSignal } from './service-server.ts';
import type { SignedCalls } from './signed-call.ts';
import { readBodiesAsSent, signedBody } from './signed-request.ts';

export type SignedGraphParts = {
  service: OpenSubgraph;
  /** Tells the gateway's calls, and for whom it makes them. */
  signedCalls: SignedCalls;
  logger: Logger;
};

/**
 * Adds a service's graph at a path: for signed calls only, since who asks is believed of nobody else. Subscriptions are
 * answered as server-sent events. All routes of the scope get their bodies as they were sent.
 */
export function addSignedGraph(
  scope: FastifyInstance,
  path: string,
  { service, signedCalls, logger }: SignedGraphParts,
): void {
  const yoga = createYoga<object>({
    schema: service.schema,
    graphqlEndpoint: path,
    graphiql: false,
    landingPage: false,
    logging: false,
    cors: false,
    multipart: false,
    maskedErrors: { maskError: (error) => shownError(error, logger) },
  });
  readBodiesAsSent(scope);
  scope.post(path, async (request, reply) => {
    const { caller, body } = signedBody(request, signedCalls);
    const context = service.contextFor({ caller, requestId: request.id, signal: clientSignal(reply) });
    const accept = String(request.headers.accept ?? 'application/json');
    const headers = { 'content-type': 'application/json', accept };
    const init = { method: 'POST', headers, body };
    const answer = await yoga.fetch(`http://service${request.url}`, init, context);
    reply.code(answer.status).header('x-data-version', service.dataVersion());
    answer.headers.forEach((value, name) => void reply.header(name, value));
    return reply.send(answer.body ?? '');
  });
}

/** Codes and texts of ours and of the protocol pass; of a defect the gateway sees the code alone, the log the cause. */
function shownError(error: unknown, logger: Logger): Error {
  if (error instanceof GraphQLError) {
    const { code } = error.extensions;
    const isOurs = typeof code === 'string' && Object.hasOwn(httpStatusOf, code);
    if (isOurs || !error.originalError || error.originalError instanceof GraphQLError) return error;
  }
  const path = error instanceof GraphQLError ? error.path : undefined;
  logger.error({ err: error, path }, 'a field failed');
  const { message, extensions } = new AppError('INTERNAL_SERVER_ERROR', 'masked');
  return new GraphQLError(message, { path, extensions });
}
