import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { AppError, httpStatusOf } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { buildServiceServer, clientSignal } from '../shared/service-server.ts';
import type { SignedCalls } from '../shared/signed-call.ts';

export type ChatServerParts = {
  chat: OpenSubgraph;
  /** Tells the gateway's calls, and for whom it makes them. */
  signedCalls: SignedCalls;
  logger: Logger;
  /** False while starting and while draining. */
  isReady(): boolean;
};

/**
 * Builds the HTTP server of the chat process; it does not listen, so tests can ask it without a port.
 * It answers the gateway alone: whose conversations are asked for is believed only of a signed call. Subscriptions are
 * answered as server-sent events.
 */
export async function buildChatServer(parts: ChatServerParts): Promise<FastifyInstance> {
  const { chat, logger, isReady } = parts;
  const app = buildServiceServer({ service: chat, logger, isReady });
  addGraphRoute(app, parts);
  return app;
}

function addGraphRoute(app: FastifyInstance, { chat, signedCalls, logger }: ChatServerParts): void {
  const yoga = createYoga<object>({
    schema: chat.schema,
    graphiql: false,
    landingPage: false,
    logging: false,
    cors: false,
    multipart: false,
    maskedErrors: { maskError: (error) => shownError(error, logger) },
  });
  // The signature is over the body as it was sent.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.post('/graphql', async (request, reply) => {
    const body = String(request.body);
    const caller = signedCalls.verify(request.headers, body);
    if (caller === null) throw new AppError('UNAUTHENTICATED', 'a call without a good signature');
    const context = chat.contextFor({ caller, requestId: request.id, signal: clientSignal(reply) });
    const accept = String(request.headers.accept ?? 'application/json');
    const headers = { 'content-type': 'application/json', accept };
    const init = { method: 'POST', headers, body };
    const answer = await yoga.fetch(`http://chat${request.url}`, init, context);
    reply.code(answer.status).header('x-data-version', chat.dataVersion());
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
