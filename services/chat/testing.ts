import { randomBytes } from 'node:crypto';
import { type ExecutionResult, graphql, parse, subscribe } from 'graphql';
import type { Caller } from '../shared/caller.ts';
import type { Database } from '../shared/database.ts';
import { Language } from '../shared/language.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { silentLogger } from '../shared/testing.ts';
import { makeMemoryLog } from './answer/answer-log.memory.ts';
import { type ChatParts, type OpenChat, openChat, usualLimits } from './chat.ts';
import type { Engine, EngineEvent, EngineRequest } from './engine/engine.ts';
import type { RankedPassage, Retriever } from './retrieval/passage.ts';
import type { Toolbox } from './tools/tool.ts';

export function aPassage(changed: Partial<RankedPassage> = {}): RankedPassage {
  return {
    id: 'stay.en.1',
    documentId: 'stay',
    title: 'Stay permits · Duration',
    text: 'A stay permit is issued by the immigration office. It has to be carried at all times.',
    topic: 'VISA',
    language: Language.EN,
    sourceUrl: null,
    effectiveFrom: '2025-01-01',
    services: ['E33G'],
    kbli: [],
    score: 0.8,
    ...changed,
  };
}

/** Finds the given passages whatever is asked; tells how often it was asked. */
export function aRetriever(
  passages: readonly RankedPassage[] = [aPassage()],
): Retriever & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async search({ text, topK }) {
      asked.push(text);
      return passages.slice(0, topK);
    },
    about: async (queries) => queries.map(({ topK }) => passages.slice(0, topK)),
    aboutNow: () => null,
  };
}

export const said = (text: string): EngineEvent => ({ kind: 'TEXT', text });
export const ended: EngineEvent = { kind: 'END', failure: null };
export const cites = (quote: string, sourceRef = 'passage:stay.en.1'): EngineEvent => ({
  kind: 'CITATION',
  sourceRef,
  quote,
});

/** An engine that says what a test tells it to. */
export function anEngine(
  answer: (request: EngineRequest) => Iterable<EngineEvent> | AsyncIterable<EngineEvent>,
): Engine {
  return {
    name: 'EXTRACTIVE',
    model: null,
    async *answer(request) {
      yield* answer(request);
    },
  };
}

/** What an engine says that answers at once. */
export const plainAnswer: readonly EngineEvent[] = [
  said('The office issues '),
  said('the permit. '),
  cites('A stay permit is issued by the immigration office.'),
  ended,
];

export const noTools: Toolbox = {
  tools: [],
  use: async (name) => ({
    use: { name, input: {}, ok: false, durationMs: 0 },
    sources: [],
    json: '{}',
    problem: 'none',
  }),
};

/** Something that happens when a test says so. */
export function aSignal(): { happened: Promise<void>; go(): void } {
  let go = () => {};
  const happened = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { happened, go: () => go() };
}

/** What makes answers in a test: an engine that answers at once, one passage, no tools, a known firm. */
export function someParts(changed: Partial<ChatParts> = {}): Omit<ChatParts, 'database'> {
  return {
    log: makeMemoryLog(),
    engine: anEngine(() => plainAnswer),
    retriever: aRetriever(),
    toolboxFor: () => noTools,
    firm: async () => ({
      codes: new Map([['E33G', 'E33G']]),
      contact: { email: 'ask@example.com', whatsapp: '+62 800 000', hours: 'Mon-Fri' },
    }),
    asksForFacts: () => false,
    tools: [],
    clock: () => new Date(),
    randomId: () => randomBytes(16).toString('base64url'),
    logger: silentLogger,
    limits: usualLimits,
    ...changed,
  };
}

export function openTestChat(database: Database, changed: Partial<ChatParts> = {}): Promise<OpenChat> {
  return openChat({ ...someParts(changed), database });
}

export const alice: Caller = { kind: 'SESSION', id: 'session:alice', scopes: [] };
export const mallory: Caller = { kind: 'SESSION', id: 'session:mallory', scopes: [] };

function contextOf(chat: OpenSubgraph, caller: Caller, signal: AbortSignal) {
  return chat.contextFor({ caller, requestId: 'test-request', signal });
}

/** Runs one query or mutation as one request. */
export function ask(
  chat: OpenSubgraph,
  source: string,
  variableValues: Record<string, unknown> = {},
  caller: Caller = alice,
): Promise<ExecutionResult> {
  const contextValue = contextOf(chat, caller, new AbortController().signal);
  return graphql({ schema: chat.schema, source, variableValues, contextValue });
}

/** Opens a subscription: its events, or the result that refuses it. */
export async function watch(
  chat: OpenSubgraph,
  source: string,
  variableValues: Record<string, unknown>,
  caller: Caller = alice,
  signal: AbortSignal = new AbortController().signal,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const contextValue = contextOf(chat, caller, signal);
  return subscribe({ schema: chat.schema, document: parse(source), variableValues, contextValue }) as Promise<
    AsyncGenerator<ExecutionResult> | ExecutionResult
  >;
}
