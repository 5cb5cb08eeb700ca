import { randomBytes } from 'node:crypto';
import type { Registry } from 'prom-client';
import { readBuilt } from '../shared/built-file.ts';
import { connectDatabase } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import type { Dependencies } from '../shared/open-subgraph.ts';
import { makeMemoryLog } from './answer/answer-log.memory.ts';
import { makeChatCounts } from './chat.counts.ts';
import { type ChatLimits, type OpenChat, openChat as openChatOn, usualLimits } from './chat.ts';
import type { EngineSettings } from './engine/engine-settings.ts';
import { meaningOf } from './engine/extractive/follow-up.ts';
import { openEngine } from './engine/open-engine.ts';
import { makeFirm } from './firm.ts';
import type { BuiltKnowledge } from './retrieval/built-knowledge.ts';
import { openRetrieval } from './retrieval/open-retrieval.ts';
import type { RetrievalSettings } from './retrieval/retrieval-settings.ts';
import type { Graph } from './tools/tool.ts';
import { makeToolbox, tools } from './tools/toolbox.ts';
import { warmAnswers } from './warm-up.ts';

type Options = {
  /** A database that has been migrated. */
  databaseUrl: string;
  /** Absent: logs are kept in this process. */
  redisUrl?: string;
  retrieval: RetrievalSettings;
  engine: EngineSettings;
  /** Asks the rest of the graph. */
  graph: Graph;
  /** Asked in place of `graph` while warming up: for one that may not be there yet. */
  graphOfWarmUp?: Graph;
  limits?: Partial<ChatLimits>;
  logger: Logger;
  /** Where its numbers are kept; absent: nobody reads them. */
  register?: Registry;
};

/** Chat with connections of its own, which close with it. */
export async function openChat(options: Options): Promise<OpenChat> {
  const { databaseUrl, redisUrl, graph, logger } = options;
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    const database = connectDatabase(databaseUrl);
    closing.push(() => database.$disconnect());
    const knowledge = await readBuilt<BuiltKnowledge>('knowledge');
    const retrieval = await openRetrieval({ settings: options.retrieval, knowledge, logger });
    closing.push(() => retrieval.close());
    const counts = makeChatCounts({
      register: options.register,
      tools,
      prices: options.engine.prices ?? null,
    });
    const retriever = counts.timed(retrieval.retriever);
    const { log, redis } = await openLog(redisUrl, logger);
    const firm = makeFirm({ graph, logger });
    const onFailure = (tool: string, cause: unknown, requestId: string) =>
      logger.warn({ requestId, err: cause, tool }, 'a tool failed');
    const engine = await openEngine({
      settings: options.engine,
      contact: () => firm.known().contact,
      logger,
    });
    const chat = await openChatOn({
      database,
      log,
      engine,
      retriever,
      toolboxFor: (language) => makeToolbox({ graph, retriever, onFailure }, language),
      firm: firm.read,
      asksForFacts: (question, earlier) => meaningOf(question, earlier).intent !== 'PROCEDURE',
      tools,
      onEnd: counts.ended,
      clock: () => new Date(),
      randomId: () => randomBytes(16).toString('base64url'),
      limits: { ...usualLimits, ...options.limits },
      logger,
    });
    closing.push(() => chat.close());
    const dependencies: Dependencies = {
      redis: redis ? () => redis.ping() : 'NOT_CONFIGURED',
      qdrant: options.retrieval.qdrant
        ? (signal) => retriever.search({ text: 'visa', topK: 1, signal })
        : 'NOT_CONFIGURED',
      // Asking would cost money, and a key that is refused shows in the answers' failures.
      anthropic: options.engine.anthropic ? 'NOT_ASKED' : 'NOT_CONFIGURED',
    };
    const { qdrant, embeddings } = options.retrieval;
    const isAlone = engine.name === 'EXTRACTIVE' && !qdrant && !embeddings;
    const warmUp = () =>
      warmAnswers({ engine, retriever: retrieval.retriever, logger }, options.graphOfWarmUp ?? graph);
    // Asking what stands elsewhere would cost money, and hold up the start while it is down.
    return { ...chat, dependencies, close, ...(isAlone && { warmUp }) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where the events of running answers are kept. The client of Redis is loaded only where there is one. */
async function openLog(redisUrl: string | undefined, logger: Logger) {
  if (redisUrl === undefined) return { log: makeMemoryLog(), redis: null };
  const { connectRedis } = await import('../shared/redis.ts');
  const { makeRedisLog } = await import('./answer/answer-log.redis.ts');
  const redis = connectRedis(redisUrl, logger);
  return { log: makeRedisLog({ redis, blocking: connectRedis(redisUrl, logger), logger }), redis };
}
