import type { Database } from '../../shared/database.ts';
import { Language } from '../../shared/language.ts';
import { silentLogger } from '../../shared/testing.ts';
import { alice } from '../testing.ts';
import { insertAnswer } from './answer.store.ts';
import type { Answer } from './answer.ts';
import { makeMemoryLog } from './answer-log.memory.ts';
import type { GenerationsParts } from './generation.ts';

/** Collects what comes until it ends. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const seen: Item[] = [];
  for await (const item of items) seen.push(item);
  return seen;
}

/** What makes answers that say one sentence. */
export function generationsParts(
  database: Database,
  changed: Partial<GenerationsParts> = {},
): GenerationsParts {
  return {
    database,
    log: makeMemoryLog(),
    make: async (_task, { say }) => {
      await say({ kind: 'TEXT', text: 'All is said.' });
      return null;
    },
    clock: () => new Date(),
    logger: silentLogger,
    timeoutMs: 10_000,
    saveMs: 2_000,
    leaseMs: 15_000,
    ...changed,
  };
}

let answers = 0;

/** An answer as `ask` stores it, leased by a process. */
export async function storedAnswer(
  database: Database,
  generatorId: string,
  leaseUntil = new Date(Date.now() + 15_000),
): Promise<Answer> {
  const number = String(answers++).padStart(4, '0');
  const conversation = {
    id: `conversation-of-te${number}`,
    ownerId: alice.id,
    title: 'Who?',
    createdAt: new Date(),
  };
  const answer: Answer = {
    id: `answer-of-test-000${number}`,
    conversationId: conversation.id,
    ownerId: alice.id,
    question: 'Who issues a stay permit?',
    language: Language.EN,
    status: 'GENERATING',
    engine: 'EXTRACTIVE',
    model: null,
    text: '',
    citations: [],
    claims: [],
    toolsUsed: [],
    usage: null,
    lastSequence: 0,
    replaces: null,
    rating: null,
    failure: null,
    createdAt: new Date(),
    completedAt: null,
  };
  const lease = { generatorId, leaseUntil };
  await insertAnswer(database, { answer, clientRequestId: null, begins: conversation, lease });
  return answer;
}
