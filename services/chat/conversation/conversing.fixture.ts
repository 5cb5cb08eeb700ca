import type { ExecutionResult } from 'graphql';
import { counted } from '../../pricing/testing.ts';
import { type TestDatabase, testDatabase } from '../../shared/testing.ts';
import { makeMemoryLog } from '../answer/answer-log.memory.ts';
import { type OpenChat, usualLimits } from '../chat.ts';
import { alice, anEngine, ask, openTestChat, plainAnswer, said, watch } from '../testing.ts';

export const start = `mutation ($input: AskInput!) { ask(input: $input) {
  answer { id status language question text conversationId } conversation { id title }
} }`;
export const readAnswer =
  'query ($id: ID!) { answer(id: $id) { id status text lastSequence failure { code } } }';
export const readConversation =
  'query ($id: ID!) { conversation(id: $id) { id title answers { nodes { id } } } }';
export const follow = `subscription ($id: ID!, $after: Int! = 0) { answerEvents(answerId: $id, afterSequence: $after) {
  __typename sequence ... on TextDelta { text } ... on AnswerCompleted { answer { status text } }
} }`;

export type Started = {
  answer: { id: string; language: string; question: string };
  conversation: { id: string };
};

export const codeOf = ({ errors }: ExecutionResult) => errors?.[0]?.extensions?.code;

/** An engine's answer without an end, but for a stop. */
async function* endless(signal: AbortSignal) {
  yield said('It goes on and on. ');
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

export type Conversing = {
  chat: OpenChat;
  database: TestDatabase;
  log: ReturnType<typeof makeMemoryLog>;
  /** Calls of the database so far. */
  calls(): number;
  asked(input: Record<string, unknown>, caller?: typeof alice): Promise<Started>;
  /** Every event of an answer, to its end. */
  seen(id: string): Promise<ExecutionResult[]>;
  /** Asks and waits until the answer has ended. */
  answered(input: Record<string, unknown>): Promise<Started>;
  /** How many conversations are stored. */
  stored(): Promise<number>;
  close(): Promise<void>;
};

/** A chat over a database of its own that answers at once, or without an end when it is asked "endless". */
export async function openConversing(): Promise<Conversing> {
  const database = await testDatabase();
  const counting = counted(database.database);
  const log = makeMemoryLog();
  const engine = anEngine(({ question, call }) =>
    question === 'endless' ? endless(call.signal) : plainAnswer,
  );
  const limits = { ...usualLimits, mostRunning: 5, drainMs: 0 };
  const chat = await openTestChat(counting.database, { engine, limits, log });

  async function asked(input: Record<string, unknown>, caller = alice): Promise<Started> {
    const { data, errors } = await ask(chat, start, { input }, caller);
    if (errors) throw errors[0];
    return (data as { ask: Started }).ask;
  }

  async function seen(id: string): Promise<ExecutionResult[]> {
    const events = await watch(chat, follow, { id });
    if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events));
    const all: ExecutionResult[] = [];
    for await (const event of events) all.push(event);
    return all;
  }

  return {
    ...{ chat, database, log, asked, seen },
    calls: counting.calls,
    async answered(input) {
      const started = await asked(input);
      await seen(started.answer.id);
      return started;
    },
    stored: () => database.database.conversation.count(),
    async close() {
      await chat.close();
      await database.drop();
    },
  };
}
