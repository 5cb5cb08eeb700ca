import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { Registry } from 'prom-client';
import { gatewayCaller } from '../shared/caller.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { buildServiceServer, clientSignal } from '../shared/service-server.ts';

export type PricingServerParts = {
  pricing: OpenSubgraph;
  /** Whether the subgraph may be asked for its own schema. */
  introspection: boolean;
  logger: Logger;
  /** False while starting and while draining. */
  isReady(): boolean;
  /** Told at /metrics; absent: there is no such route. */
  register?: Registry;
};

/**
 * Builds the HTTP server of the pricing process; it does not listen, so tests can ask it without a port.
 * It stands on a private address behind the gateway: who asks was settled there, and quotas too.
 */
export async function buildPricingServer(parts: PricingServerParts): Promise<FastifyInstance> {
  const { pricing, logger, isReady, register } = parts;
  const app = buildServiceServer({ service: pricing, logger, isReady, register });
  await addGraphRoute(app, parts);
  return app;
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
    reply.header('x-data-version', pricing.dataVersion());
    return pricing.contextFor({
      caller: gatewayCaller,
      requestId: request.id,
      signal: clientSignal(reply),
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
