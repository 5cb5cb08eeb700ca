import type { RequestContext } from '../shared/caller.ts';
import type { Database } from '../shared/database.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { AnswerResolver } from './answer/answer.resolver.ts';
import { readAnswer, readHappened } from './answer/answer.store.ts';
import type { Answer } from './answer/answer.ts';
import { AnswerEventResolver } from './answer/answer-event.resolver.ts';
import type { AnswerLog } from './answer/answer-log.ts';
import { CitationResolver } from './answer/citation.resolver.ts';
import { type FollowParts, followAnswer } from './answer/follow.ts';
import { type GenerationParts, generate } from './answer/generate.ts';
import { makeGenerations } from './answer/generations.ts';
import { chatContext, type LoaderMakers, type Streams } from './context.ts';
import { makeAnswersLoader } from './conversation/answers.loader.ts';
import { makeAsking } from './conversation/asking.ts';
import { ConversationResolver } from './conversation/conversation.resolver.ts';
import { readAnswerPages } from './conversation/conversation.store.ts';
import { makeArticlesLoader } from './retrieval/articles.loader.ts';
import { KbliArticles, KnowledgeResolver, ServiceArticles } from './retrieval/knowledge.resolver.ts';
import { chatSchema } from './schema.ts';
import type { Tool } from './tools/tool.ts';

export type ChatParts = GenerationParts & {
  database: Database;
  log: AnswerLog;
  /** Every tool that answers are made with. */
  tools: readonly Tool[];
  clock(): Date;
  /** 128 random bits, base64url. */
  randomId(): string;
  limits: ChatLimits;
  /** Name of this maker of answers; one of its own when absent. */
  generatorId?: string;
  /** Hears of each answer once it has ended here. */
  onEnd?(answer: Answer): void;
};

export type ChatLimits = {
  /** Longest time for one answer, in milliseconds. */
  answerTimeoutMs: number;
  /** Most answers made at once. */
  mostRunning: number;
  /** How often a running answer is saved. */
  saveMs: number;
  /** After that long without a sign, the process that makes an answer is taken for dead. */
  leaseMs: number;
  /** How long running answers may take to end at a shutdown; then they are interrupted. */
  drainMs: number;
} & Pick<FollowParts, 'quietMs' | 'stallMs'>;

export const usualLimits: ChatLimits = {
  answerTimeoutMs: 120_000,
  mostRunning: 100,
  saveMs: 2_000,
  leaseMs: 15_000,
  drainMs: 5_000,
};

/** What the chat offers beside its part of the graph. */
export type OpenChat = OpenSubgraph & {
  /** What answers can look up. */
  tools: readonly Tool[];
  /** Makes an answer to nobody's question, so that the first reader waits no longer than any. */
  warmUp?(): Promise<void>;
  /**
   * Begins no more answers; lets those that are being made end for a while, then interrupts them. Their readers end
   * with them, so a server that is closed afterwards has no open streams.
   */
  drain(): Promise<void>;
};

/**
 * Conversations over a migrated database.
 * @returns once answers that a dead process left are marked as interrupted
 */
export async function openChat(parts: ChatParts): Promise<OpenChat> {
  const { database, log, engine, retriever, tools, clock, randomId, logger, limits } = parts;
  const { answerTimeoutMs: timeoutMs, saveMs, leaseMs, mostRunning, quietMs, stallMs } = limits;
  const generations = makeGenerations(
    {
      ...{ database, log, clock, logger, timeoutMs, saveMs, leaseMs },
      onEnd: parts.onEnd,
      make: (task, progress) => generate(task, parts, progress),
    },
    parts.generatorId,
  );
  await generations.recover();
  const asking = makeAsking({ database, generations, engine, clock, randomId, leaseMs, mostRunning });
  const following = { log, saved: (id: string) => readHappened(database, id), quietMs, stallMs };
  const streams: Streams = {
    ask: asking.ask,
    answer: async (id) => generations.live(id) ?? (await readAnswer(database, id)),
    follow: (id, afterSequence, signal) => followAnswer(following, id, afterSequence, signal),
  };
  const loaders: LoaderMakers = {
    answers: () => makeAnswersLoader((ids, page) => readAnswerPages(database, ids, page)),
    articles: () => makeArticlesLoader(retriever),
  };
  const { schema, sdl } = await chatSchema([
    new AnswerResolver({ database, asking, generations }),
    new AnswerEventResolver(),
    new CitationResolver(),
    new ConversationResolver({ database, generations, log }),
    new KnowledgeResolver(retriever, tools),
    new ServiceArticles(),
    new KbliArticles(),
  ]);
  return {
    name: 'chat',
    schema,
    sdl,
    contextFor: (request: RequestContext) => chatContext(request, streams, loaders),
    async check(signal) {
      signal.throwIfAborted();
      await database.$queryRaw`SELECT 1`;
    },
    // Answers are a caller's own and never cached.
    dataVersion: () => '1',
    tools,
    drain: () => generations.close(limits.drainMs),
    async close() {
      await generations.close(limits.drainMs);
      await log.close();
    },
  };
}
