import type { FastifyInstance } from 'fastify';
import type { Logger } from '../services/shared/logger.ts';
import { makeAnswerCursors } from './answer-cursor.ts';
import type { GatewaySettings } from './config.ts';
import type { StreamTimes } from './event-stream.ts';
import { makeFederatedExecutor } from './execute/federated.ts';
import { makePipeline, type Pipeline } from './pipeline.ts';
import { buildServer, type RoutePlugin } from './server.ts';
import { makeSessions } from './session.ts';
import { makeMemoryCache } from './stages/cache.ts';
import { makeDocuments } from './stages/document.ts';
import { makeRecorder } from './stages/record.ts';
import type { Subgraphs } from './subgraphs.ts';
import type { Supergraph } from './supergraph.ts';

export type GatewayParts = {
  settings: GatewaySettings;
  logger: Logger;
  subgraphs: Subgraphs;
  supergraph: Supergraph;
  /** Trusted documents by id. */
  trusted: Readonly<Record<string, string>>;
  routes: readonly RoutePlugin[];
  /** Signs sessions. */
  sessionSecret: string;
  isReady(): boolean;
  /** Other times of streams than in production, for tests. */
  times?: Partial<StreamTimes>;
};

const streamTimes = { heartbeatMs: 15_000, farewellMs: 5_000, answerMs: 60_000, streamMs: 300_000 };

/** Joins graph, pipeline and routes to a server that does not listen yet. */
export async function makeGateway(
  parts: GatewayParts,
): Promise<{ app: FastifyInstance; pipeline: Pipeline }> {
  const { settings, logger, subgraphs, supergraph, trusted, routes, isReady } = parts;
  const schema = supergraph.publicSchema;
  const recorder = makeRecorder(logger);
  const pipeline = makePipeline({
    schema,
    documents: makeDocuments({ schema, trusted, introspection: settings.introspection }),
    cache: makeMemoryCache(settings.cacheMaxBytes),
    executor: await makeFederatedExecutor(supergraph, subgraphs, settings.operationTimeoutMs),
    recorder,
    logger,
    operationTimeoutMs: settings.operationTimeoutMs,
    dataVersion: () => subgraphs.dataVersion(),
  });
  const sessions = makeSessions({ secret: parts.sessionSecret, maxAgeDays: settings.sessionMaxAgeDays });
  const cursors = makeAnswerCursors(parts.sessionSecret);
  const times = { ...streamTimes, stallMs: settings.streamStallMs, ...parts.times };
  const app = await buildServer(
    { settings, logger, schema, pipeline, recorder, subgraphs, sessions, cursors, times, isReady },
    routes,
  );
  return { app, pipeline };
}
