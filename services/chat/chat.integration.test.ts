import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ExecutionResult } from 'graphql';
import { openTestPricing } from '../pricing/testing.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { silentLogger, type TestDatabase, testDatabase } from '../shared/testing.ts';
import { openChat } from './open.ts';
import { retrievalSettings } from './retrieval/retrieval-settings.ts';
import { ask, watch } from './testing.ts';
import { graphOver } from './tools/testing.ts';
import type { Graph } from './tools/tool.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let database: TestDatabase;
let pricing: OpenSubgraph;
let chat: OpenSubgraph;
let pricingIsDown = false;

beforeAll(async () => {
  database = await testDatabase();
  pricing = await openTestPricing(database.database);
  const graph = graphOver(pricing);
  const reached: Graph = async (...call) => {
    if (pricingIsDown) throw new Error('pricing is down');
    return graph(...call);
  };
  chat = await openChat({
    databaseUrl: database.url,
    retrieval: retrievalSettings({
      QDRANT_COLLECTION: 'unused',
      QDRANT_TIMEOUT_MS: 1_000,
      EMBEDDINGS_MODEL: 'unused',
      EMBEDDINGS_TIMEOUT_MS: 1_000,
    }),
    engine: { anthropic: null },
    graph: reached,
    logger: silentLogger,
  });
});

afterAll(async () => {
  await chat.close();
  await pricing.close();
  await database.drop();
});

const chatting = `subscription ($input: AskInput!) { chat(input: $input) {
  __typename sequence
  ... on AnswerStarted { conversationId }
  ... on TextDelta { text }
  ... on CitationAdded { citation { marker sourceRef source {
    __typename ... on Service { code } ... on KbliCode { edition code } ... on Passage { title }
  } } }
  ... on AnswerCompleted { answer { status text language citations { marker sourceRef } claims { text supported } } }
} }`;

type Event = {
  __typename: string;
  sequence: number;
  text?: string;
  conversationId?: string;
  citation?: { marker: number; sourceRef: string; source: Record<string, string> | null };
  answer?: { status: string; text: string; language: string; claims: { text: string; supported: boolean }[] };
};

let requests = 0;

async function answered(question: string, conversationId?: string) {
  const input = { question, conversationId, clientRequestId: `chat-${requests++}` };
  const events = await watch(chat, chatting, { input });
  if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events));
  const seen: Event[] = [];
  for await (const { data, errors } of events as AsyncIterable<ExecutionResult>) {
    if (errors) throw errors[0];
    seen.push(data?.chat as Event);
  }
  const answer = seen.at(-1)?.answer;
  if (!answer) throw new Error(JSON.stringify(seen.at(-1)));
  return { seen, answer, conversationId: seen[0]?.conversationId };
}

describe('an answer without a language model', () => {
  test('names the price of the list, cites the service, and every figure in it is supported', async () => {
    const { seen, answer } = await answered('How much is the E33G remote worker KITAS?');

    expect(answer.text).toContain('12.500.000');
    expect(answer.claims.every(({ supported }) => supported)).toBe(true);
    expect(seen.map(({ citation }) => citation)).toContainEqual(
      expect.objectContaining({ sourceRef: 'service:E33G', source: { __typename: 'Service', code: 'E33G' } }),
    );
    expect(seen.map(({ text }) => text ?? '').join('')).toBe(answer.text);
    expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => index + 1));
  });

  test('understands a follow-up of the same conversation', async () => {
    const first = await answered('Berapa harga KITAS investor E28A?');

    const second = await answered('kalau onshore?', first.conversationId);

    expect(second.answer.language).toBe('ID');
    expect(second.answer.text).toMatch(/E28A/);
  });

  test('cites passages with the passage itself', async () => {
    const { seen } = await answered('Che cosa succede se resto in Indonesia oltre la scadenza del visto?');

    const sources = seen.flatMap(({ citation }) => citation?.source?.__typename ?? []);
    expect(sources).toContain('Passage');
  });

  test('says when the sources do not cover a question, with the contact of the price list', async () => {
    const { answer } = await answered('Who won the football world championship in Argentina?');

    expect(answer.text).toContain('do not cover');
    expect(answer.text).toContain('@');
  });

  test('still comes with its citations while pricing is down', async () => {
    pricingIsDown = true;
    try {
      const { seen } = await answered('What happens when I overstay my visa in Bali?');

      expect(seen.some(({ citation }) => citation?.sourceRef.startsWith('passage:'))).toBe(true);
      expect(seen.at(-1)?.answer?.status).toBe('COMPLETED');
    } finally {
      pricingIsDown = false;
    }
  });
});

describe('many readers', () => {
  const follow = `subscription ($id: ID!) { answerEvents(answerId: $id) { sequence ... on TextDelta { text } } }`;
  const start = 'mutation ($input: AskInput!) { ask(input: $input) { answer { id } } }';

  test('200 of 20 answers lose and reorder nothing, one of them never reading', async () => {
    const questions = Array.from({ length: 20 }, (_, index) => `How much is a C1 visa, case ${index}?`);
    const ids = await Promise.all(
      questions.map(async (question) => {
        const { data } = await ask(chat, start, { input: { question } });
        return (data as { ask: { answer: { id: string } } }).ask.answer.id;
      }),
    );
    const opened = await Promise.all(
      Array.from({ length: 200 }, (_, index) => watch(chat, follow, { id: ids[index % 20] })),
    );
    const [idle, ...readers] = opened as AsyncGenerator<ExecutionResult>[];

    const seen = await Promise.all(readers.map(all));

    for (const events of seen) {
      expect(events.length).toBeGreaterThan(3);
      expect(events).toEqual(events.map((event, index) => ({ ...event, sequence: index + 1 })));
    }
    expect(await all(idle as AsyncGenerator<ExecutionResult>)).toEqual(seen[19]);
  });

  async function all(events: AsyncGenerator<ExecutionResult>): Promise<{ sequence: number }[]> {
    const seen: { sequence: number }[] = [];
    for await (const { data } of events) seen.push(data?.answerEvents as { sequence: number });
    return seen;
  }
});
