import { openTestAccess } from '../../../services/access/testing.ts';
import { insertAnswer, saveEnd } from '../../../services/chat/answer/answer.store.ts';
import type { Answer, AnswerEvent, AnswerHappening } from '../../../services/chat/answer/answer.ts';
import { alice, aPassage, openTestChat } from '../../../services/chat/testing.ts';
import { openTestPricing } from '../../../services/pricing/testing.ts';
import type { Database } from '../../../services/shared/database.ts';
import { Language } from '../../../services/shared/language.ts';
import type { OpenSubgraph } from '../../../services/shared/open-subgraph.ts';
import { testDatabase } from '../../../services/shared/testing.ts';
import { loadSupergraph, type Supergraph } from '../../supergraph.ts';

export const conversationId = 'conversation-of-te0001';
export const answeredId = 'answer-of-test-0000001';
export const failedId = 'answer-of-test-0000002';

const when = new Date('2026-11-23T01:00:00.000Z');
const sources = [
  'passage:stay.en.1',
  'service:C1',
  'kbli:2025:56101',
  'kbli:2020:56101',
  'service:GONE',
  'kbli:2025:00000',
  'quote:none',
];

const citations: Answer['citations'] = sources.map((sourceRef, index) => ({
  marker: index + 1,
  quote: `Quote ${index + 1}`,
  label: `Label ${index + 1}`,
  sourceRef,
  passage: sourceRef.startsWith('passage') ? aPassage() : null,
}));

const tool = { name: 'get_price', input: { code: 'C1', deep: [{ x: null }] }, ok: true, durationMs: 12 };

const answered: Answer = {
  id: answeredId,
  conversationId,
  ownerId: alice.id,
  question: 'What is a C1?',
  language: Language.EN,
  status: 'COMPLETED',
  engine: 'EXTRACTIVE',
  model: null,
  text: 'A visa. [2]',
  citations,
  claims: [
    { text: 'C1', kind: 'SERVICE_CODE', supported: true, citationMarker: 2 },
    { text: '7', kind: 'NUMBER', supported: false, citationMarker: null },
  ],
  toolsUsed: [tool],
  usage: { inputTokens: 10, outputTokens: 5, cacheReadTokens: 0 },
  lastSequence: 0,
  replaces: null,
  rating: null,
  failure: null,
  createdAt: when,
  completedAt: when,
};

const failure = { code: 'DOWNSTREAM_SERVICE_ERROR', message: 'It broke off.', retryable: true };
const failed: Answer = {
  ...answered,
  ...{ id: failedId, status: 'FAILED', text: 'A', citations: [], claims: [], usage: null, failure },
};

const answeredEvents: AnswerHappening[] = [
  { kind: 'STARTED', conversationId, engine: 'EXTRACTIVE', language: Language.EN },
  { kind: 'PASSAGES', passages: [aPassage(), { ...aPassage({ id: 'stay.en.2' }), score: undefined }] },
  { kind: 'TOOL', tool },
  { kind: 'TEXT', text: 'A visa. ' },
  ...citations.map((citation) => ({ kind: 'CITATION' as const, citation })),
  { kind: 'TEXT', text: '[2]' },
  { kind: 'COMPLETED', answer: answered },
];

async function storeAnswer(database: Database, answer: Answer, happenings: AnswerHappening[]): Promise<void> {
  const { id } = answer;
  const title = 'What is a C1?';
  const begins = id === answeredId ? { id: conversationId, ownerId: alice.id, title, createdAt: when } : null;
  const lease = { generatorId: 'test', leaseUntil: when };
  await insertAnswer(database, { answer, clientRequestId: null, begins, lease });
  const events = happenings.map(
    (each, index): AnswerEvent => ({ sequence: index + 1, answerId: id, ...each }),
  );
  await saveEnd(database, answer, events, lease.generatorId);
}

export type RealGraph = {
  supergraph: Supergraph;
  /** The services, open once more each time, over the same data. */
  open(): Promise<readonly [pricing: OpenSubgraph, chat: OpenSubgraph, access: OpenSubgraph]>;
  close(): Promise<void>;
};

/** The real services over a database that holds a conversation with an answer that cites everything, and a failed one. */
export async function openRealGraph(): Promise<RealGraph> {
  const test = await testDatabase();
  await storeAnswer(test.database, answered, answeredEvents);
  await storeAnswer(test.database, failed, [
    { kind: 'STARTED', conversationId, engine: 'EXTRACTIVE', language: Language.EN },
    { kind: 'FAILED', failure },
  ]);
  const opened: OpenSubgraph[] = [];
  return {
    supergraph: await loadSupergraph(),
    async open() {
      const services = [
        await openTestPricing(test.database),
        await openTestChat(test.database),
        await openTestAccess(test.database),
      ] as const;
      opened.push(...services);
      return services;
    },
    async close() {
      for (const service of opened) await service.close();
      await test.drop();
    },
  };
}
