import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Logger } from '../shared/logger.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { buildServiceServer } from '../shared/service-server.ts';
import type { SignedCalls } from '../shared/signed-call.ts';
import { addSignedGraph } from '../shared/signed-graph.ts';

export type ChatServerParts = {
  chat: OpenSubgraph;
  /** Tells the gateway's calls, and for whom it makes them. */
  signedCalls: SignedCalls;
  logger: Logger;
  /** False while starting and while draining. */
  isReady(): boolean;
  /** Told at /metrics; absent: there is no such route. */
  register?: Registry;
};

/**
 * Builds the HTTP server of the chat process; it does not listen, so tests can ask it without a port.
 * It answers the gateway alone: whose conversations are asked for is believed only of a signed call.
 */
export async function buildChatServer({ chat, ...parts }: ChatServerParts): Promise<FastifyInstance> {
  const app = buildServiceServer({ service: chat, ...parts });
  addSignedGraph(app, '/graphql', { service: chat, ...parts });
  return app;
}
