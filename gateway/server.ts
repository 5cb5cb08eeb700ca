import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from '../services/shared/logger.ts';
import type { Probe } from '../services/shared/open-subgraph.ts';
import { requestIdFrom } from '../services/shared/request-id.ts';
import { addAdmission } from './admission.ts';
import type { AnswerCursors } from './answer-cursor.ts';
import { addCompression } from './compression.ts';
import type { GatewaySettings } from './config.ts';
import { addContext } from './context.ts';
import { addCors } from './cors.ts';
import { addCsrfPrevention } from './csrf.ts';
import type { StreamTimes } from './event-stream.ts';
import { addHostRule } from './host-rule.ts';
import { addErrorAnswers, answerBrokenClient, answerError } from './http-errors.ts';
import { addOpenStreams, type OpenStreams } from './open-streams.ts';
import type { Pipeline } from './pipeline.ts';
import { addPublicMetrics, addRecording } from './recording.ts';
import { addSecurityHeaders, usualHeaders } from './security-headers.ts';
import { sessionGiver } from './session.http.ts';
import type { Sessions } from './session.ts';
import { addShortWay } from './short-way/short-way.ts';
import { maxBodyBytes, maxHeaderBytes } from './stages/admit.ts';
import type { CacheStore } from './stages/cache.store.ts';
import type { ResponseCache } from './stages/cache.ts';
import type { Identities } from './stages/identify.ts';
import type { Quotas } from './stages/quota.ts';
import type { Recorder } from './stages/record.ts';
import type { Subgraphs } from './subgraphs.ts';
import { addTracing, type Tracing } from './tracing.ts';
import { closeUnusedConnections } from './unused-connections.ts';

/** What routes are made of. */
export type ServerParts = {
  settings: GatewaySettings;
  logger: Logger;
  pipeline: Pipeline;
  cache: ResponseCache;
  /** What the cache is kept in, for those who look after it. */
  cacheStore: CacheStore;
  recorder: Recorder;
  /** Who records an exchange. */
  recorderFor(request: IncomingMessage): Recorder;
  subgraphs: Subgraphs;
  /** Trusted documents by id, as they are served now. */
  trusted(): Readonly<Record<string, string>>;
  /** How the gateway's own Redis is asked whether it is there; absent when none is set. */
  redisProbe?: Probe;
  /** Absent: nobody collects traces. */
  tracing?: Tracing;
  sessions: Sessions;
  identities: Identities;
  quotas: Quotas;
  cursors: AnswerCursors;
  /** Gives a caller without identity a session; only for answers that nobody else may be served. */
  giveSession(request: FastifyRequest, reply: FastifyReply): void;
  times: StreamTimes;
  /** Those that readers follow now. */
  streams: OpenStreams;
  /** False while starting and while draining. */
  isReady(): boolean;
};

/** Adds routes to the server. */
export type RoutePlugin = (app: FastifyInstance, parts: ServerParts) => void | Promise<void>;

/**
 * Builds the HTTP server; it does not listen, so tests can ask it without a port.
 * @param routes added in order, after the hooks that give every answer its headers and its log line
 * @returns and what to call when another graph is served
 */
export async function buildServer(
  parts: Omit<ServerParts, 'streams' | 'giveSession'>,
  routes: readonly RoutePlugin[],
): Promise<{ app: FastifyInstance; forgetKnown(): void }> {
  const { settings, logger } = parts;
  const app = Fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    // Node would answer a request without a host by itself, and without the headers of every answer.
    http: { maxHeaderSize: maxHeaderBytes, requireHostHeader: false },
    // A plain number would do, but Fastify takes it for "trust nobody" (5.12).
    trustProxy: (_address, hop) => hop < settings.proxyHops,
    requestIdHeader: false,
    genReqId: (raw) => requestIdFrom(raw.headers['x-request-id']),
    forceCloseConnections: 'idle',
    // Draining is told by /ready; a request that still comes in is answered.
    return503OnClosing: false,
    clientErrorHandler: answerBrokenClient,
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...usualHeaders, 'x-request-id': request.id });
      answerError(error, request, reply, logger);
    },
  });
  // Only JSON is read, so that a page of another site can't post here without the browser asking first.
  app.removeContentTypeParser('text/plain');
  closeUnusedConnections(app);
  await addCompression(app);
  addRecording(app, parts.recorderFor);
  addSecurityHeaders(app);
  addHostRule(app);
  addCors(app, settings.allowedOrigins);
  addCsrfPrevention(app, settings.allowedOrigins);
  addContext(app);
  if (parts.tracing) addTracing(app, parts.tracing);
  addAdmission(app, parts);
  addErrorAnswers(app, logger);
  const forgetKnown = addShortWay(app, parts);
  addPublicMetrics(app, parts.recorder, !settings.production);
  const streams = addOpenStreams(app, parts.recorder.streams.sse);
  for (const addRoutes of routes)
    await addRoutes(app, { ...parts, streams, giveSession: sessionGiver(parts.sessions, settings) });
  return { app, forgetKnown };
}
