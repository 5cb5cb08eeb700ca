import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';

export type PricingServerParts = {
  pricing: OpenSubgraph;
  /** Whether the subgraph may be asked for its own schema. */
  introspection: boolean;
  logger: Logger;
  /** False while starting and while draining. */
  isReady(): boolean;
};

const maxBodyBytes = 1_000_000;
const checkTimeoutMs = 2_000;
const acceptableRequestId = /^[\w-]{8,64}$/;

function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && acceptableRequestId.test(given) ? given : randomUUID();
}

/**
 * Builds the HTTP server of the pricing process; it does not listen, so tests can ask it without a port.
 * It stands on a private address behind the gateway: who asks was settled there, and quotas too.
 */
export async function buildPricingServer(parts: PricingServerParts): Promise<FastifyInstance> {
  const { pricing, logger, isReady } = parts;
  const app = Fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    requestIdHeader: false,
    genReqId: (raw) => requestIdOf(raw.headers['x-request-id']),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  app.setErrorHandler(refuse(logger));
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(errorBody(new AppError('NOT_FOUND', 'no route'))),
  );
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('cache-control', 'no-store');
  });
  addHealthRoutes(app, pricing, isReady);
  await addGraphRoute(app, parts);
  return app;
}

function addHealthRoutes(app: FastifyInstance, pricing: OpenSubgraph, isReady: () => boolean): void {
  app.get('/health', async (_request, reply) => {
    const healthy = await pricing.check(AbortSignal.timeout(checkTimeoutMs)).then(
      () => true,
      () => false,
    );
    return reply.code(healthy ? 200 : 503).send({ status: healthy ? 'healthy' : 'unhealthy' });
  });
  app.get('/ready', async (_request, reply) => {
    const ready = isReady();
    return reply.code(ready ? 200 : 503).send({ ready });
  });
}

async function addGraphRoute(app: FastifyInstance, parts: PricingServerParts): Promise<void> {
  const { pricing, introspection, logger } = parts;
  const apollo = new ApolloServer<object>({
    schema: pricing.schema,
    introspection,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    logger,
    formatError: (formatted, error) => shownError(formatted, error, logger),
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginInlineTraceDisabled()],
  });
  await apollo.start();
  // Fastify calls this when every running request has been answered.
  app.addHook('onClose', () => apollo.stop());

  const context = async (request: FastifyRequest, reply: FastifyReply) => {
    const left = new AbortController();
    reply.raw.once('close', () => left.abort());
    reply.header('x-data-version', pricing.dataVersion());
    return pricing.contextFor({
      caller: { kind: 'ANONYMOUS', id: 'gateway', scopes: [] },
      requestId: request.id,
      signal: left.signal,
    });
  };
  app.post('/graphql', fastifyApolloHandler(apollo, { context }));
}

/** Codes and texts of ours and of the protocol pass; of a defect the client sees the code alone, the log the cause. */
function shownError(formatted: GraphQLFormattedError, error: unknown, logger: Logger): GraphQLFormattedError {
  if (formatted.extensions?.code !== 'INTERNAL_SERVER_ERROR') return formatted;
  logger.error({ err: error, path: formatted.path }, 'a field failed');
  const { message, extensions } = new AppError('INTERNAL_SERVER_ERROR', 'masked');
  return { ...formatted, message, extensions };
}

function errorBody({ message, extensions }: AppError) {
  return { errors: [{ message, extensions }] };
}

/** What Fastify itself refuses: bodies that are too large or no JSON, and the like. */
function refuse(logger: Logger) {
  return (error: unknown, _request: FastifyRequest, reply: FastifyReply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 400 && status < 500) {
      return reply.code(status).send(errorBody(new AppError('BAD_USER_INPUT', 'refused by the server')));
    }
    logger.error({ err: error }, 'a request failed');
    return reply.code(500).send(errorBody(new AppError('INTERNAL_SERVER_ERROR', 'masked')));
  };
}
