import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { joinedVersion } from '../services/shared/joined-version.ts';
import type { Logger } from '../services/shared/logger.ts';
import type { Probe } from '../services/shared/open-subgraph.ts';
import { makeAnswerCursors } from './answer-cursor.ts';
import type { GatewaySettings } from './config.ts';
import type { StreamTimes } from './event-stream.ts';
import { chosenExecutor } from './execute/chosen-executor.ts';
import { makePersistedQueries, type SharedTexts } from './persisted-queries.ts';
import { makePipeline, type Pipeline, type ServedGraph } from './pipeline.ts';
import { makePseudonyms } from './pseudonym.ts';
import type { GatewayRedis } from './redis.ts';
import { buildServer, type RoutePlugin } from './server.ts';
import { makeSessions } from './session.ts';
import { type CacheStore, makeMemoryStore } from './stages/cache.store.ts';
import { makeResponseCache } from './stages/cache.ts';
import { makeDocuments } from './stages/document.ts';
import type { Identities } from './stages/identify.ts';
import type { Quotas } from './stages/quota.ts';
import { makeRecorder, type Recorder } from './stages/record.ts';
import { accessRulesOf } from './stages/scopes.rules.ts';
import type { Subgraphs } from './subgraphs.ts';
import type { Supergraph } from './supergraph.ts';
import type { Tracing } from './tracing.ts';
import { isWarmUp } from './warm-up.connection.ts';
import { makeWarmUpParts, usedNow, type WarmUpParts } from './warm-up.parts.ts';
import { warmGraph, warmServer } from './warm-up.ts';

/** What can be loaded anew while the gateway runs. */
export type LoadedGraph = {
  supergraph: Supergraph;
  /** Trusted documents by id. */
  trusted: Readonly<Record<string, string>>;
};

export type GatewayParts = LoadedGraph & {
  settings: GatewaySettings;
  logger: Logger;
  subgraphs: Subgraphs;
  identities: Identities;
  quotas: Quotas;
  /** Where all gateways keep automatic persisted queries; absent: each keeps its own. */
  sharedTexts?: SharedTexts;
  /** Absent: nobody collects traces. */
  tracing?: Tracing;
  /** Absent: no Redis is set. */
  redisProbe?: Probe;
  routes: readonly RoutePlugin[];
  /** Absent: answers are kept in this process alone. */
  redis?: GatewayRedis;
  /** Where the process's numbers are kept. */
  register: Registry;
  /** Signs sessions. */
  sessionSecret: string;
  isReady(): boolean;
  /** Other times of streams than in production, for tests. */
  times?: Partial<StreamTimes>;
};

export type Gateway = {
  /** Does not listen yet. */
  app: FastifyInstance;
  pipeline: Pipeline;
  /**
   * Serves another graph from the next request on; what runs ends over the one it began with. The same graph once more
   * changes nothing.
   * @throws Error when it does not fit the services; the old one goes on
   */
  reload(loaded: LoadedGraph): Promise<void>;
  /**
   * Asks what clients are known to ask, so that the first of them waits no longer than any. Before it is ready: no
   * operation that is run meanwhile is counted, and no answer is kept for afterwards.
   */
  warmUp(): Promise<void>;
};

const streamTimes = { heartbeatMs: 15_000, farewellMs: 5_000, answerMs: 60_000, streamMs: 300_000 };

/** Joins graph, pipeline and routes to a server. */
export async function makeGateway(parts: GatewayParts): Promise<Gateway> {
  const { settings, logger, subgraphs, identities, quotas, routes, isReady } = parts;
  const { limits } = settings;
  const pseudonymOf = makePseudonyms(parts.sessionSecret);
  const own = makeRecorder({ logger, register: parts.register, pseudonymOf });
  let warming: WarmUpParts | null = null;
  const { recorder, store: cacheStore } = usedNow(
    { recorder: own, store: await openCacheStore(parts, own) },
    () => warming,
  );
  const persisted =
    limits.persistedMaxBytes > 0
      ? makePersistedQueries({ maxBytes: limits.persistedMaxBytes, shared: parts.sharedTexts })
      : undefined;

  async function served({ supergraph, trusted }: LoadedGraph): Promise<ServedGraph> {
    const { publicSchema: schema, hints, validTexts } = supergraph;
    return {
      schema,
      version: hash('sha256', supergraph.sdl).slice(0, 12),
      documents: makeDocuments({
        schema,
        hints,
        validTexts,
        access: accessRulesOf(supergraph.document),
        trusted,
        persisted,
      }),
      executor: await chosenExecutor(supergraph, subgraphs, {
        eventTimeoutMs: settings.operationTimeoutMs,
        onCall: recorder.serviceCall,
      }),
    };
  }

  async function warmed(loaded: LoadedGraph): Promise<ServedGraph> {
    const made = await served(loaded);
    await warmGraph(made, Object.keys(loaded.trusted), subgraphs);
    return made;
  }

  let { trusted } = parts;
  let { sdl } = parts.supergraph;
  let graph = await served(parts);
  const cache = makeResponseCache({
    store: cacheStore,
    dataVersion: joinedVersion([() => graph.version, () => subgraphs.dataVersion()], (both) =>
      both.join(' '),
    ),
    onRead: recorder.cacheRead,
  });
  const pipeline = makePipeline({
    graph: () => graph,
    cache,
    recorder,
    logger,
    operationTimeoutMs: settings.operationTimeoutMs,
    limits,
  });
  const sessions = makeSessions({ secret: parts.sessionSecret, maxAgeDays: settings.sessionMaxAgeDays });
  const cursors = makeAnswerCursors(parts.sessionSecret);
  const times = { ...streamTimes, stallMs: settings.streamStallMs, ...parts.times };
  const { app, forgetKnown } = await buildServer(
    {
      ...{ settings, logger, pipeline, cache, recorder, subgraphs, sessions, cursors, times, isReady },
      recorderFor: (request) => (warming && isWarmUp(request) ? warming.recorder : own),
      ...{ identities, quotas, cacheStore, tracing: parts.tracing },
      ...{ redisProbe: parts.redisProbe, trusted: () => trusted },
    },
    routes,
  );
  app.addHook('onClose', () => cacheStore.close());
  return {
    app,
    pipeline,
    async reload(loaded) {
      if (loaded.supergraph.sdl === sdl && isDeepStrictEqual(loaded.trusted, trusted)) return;
      graph = await warmed(loaded);
      forgetKnown();
      ({ sdl } = loaded.supergraph);
      ({ trusted } = loaded);
    },
    async warmUp() {
      warming = makeWarmUpParts({ logger, pseudonymOf }, settings.cache.maxBytes);
      try {
        const ids = Object.keys(trusted);
        // What all services of this process answer is asked through the server.
        if (subgraphs.all.some(({ embedded }) => !embedded)) await warmGraph(graph, ids, subgraphs);
        await warmServer(app, graph, ids, subgraphs);
        for (const { warmUp } of subgraphs.all) await warmUp?.();
      } finally {
        warming = null;
      }
    },
  };
}

/** What keeps answers in Redis, its client with it, is loaded only where there is one. */
async function openCacheStore(
  { settings, logger, redis }: GatewayParts,
  recorder: Recorder,
): Promise<CacheStore> {
  const { maxBytes, redisTimeoutMs: deadlineMs } = settings.cache;
  if (!redis || maxBytes === 0) return makeMemoryStore(maxBytes);
  const { openSharedStore } = await import('./stages/cache.shared.ts');
  return openSharedStore({ redis, logger, maxBytes, deadlineMs, onCall: recorder.cacheCall });
}
