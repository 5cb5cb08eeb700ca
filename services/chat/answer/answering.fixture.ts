import type { ExecutionResult } from 'graphql';
import { testDatabase } from '../../shared/testing.ts';
import type { EngineEvent, EngineRequest } from '../engine/engine.ts';
import { anEngine, aSignal, ask, ended, openTestChat, plainAnswer, said, watch } from '../testing.ts';

const fields = `__typename sequence answerId
  ... on AnswerStarted { conversationId engine language }
  ... on PassagesRetrieved { passages { id score effectiveFrom } }
  ... on TextDelta { text }
  ... on CitationAdded { citation { marker label sourceRef source { __typename ... on Passage { id title } } } }
  ... on AnswerCompleted { answer { status text lastSequence } }
  ... on AnswerFailed { code message retryable }`;
export const chatting = `subscription ($input: AskInput!) { chat(input: $input) { ${fields} } }`;
export const following = `subscription ($id: ID!, $after: Int! = 0) {
  answerEvents(answerId: $id, afterSequence: $after) { ${fields} }
}`;
const start = 'mutation ($input: AskInput!) { ask(input: $input) { answer { id } conversation { id } } }';
export const stop =
  'mutation ($id: ID!) { stopAnswer(id: $id) { status text failure { code } completedAt } }';
export const read = `query ($id: ID!) { answer(id: $id) {
  status text lastSequence rating { helpful comment } failure { code retryable } replaces createdAt completedAt
  citations { marker quote source { ... on Passage { id } } } claims { text } toolsUsed { name }
} }`;

export type Event = {
  __typename: string;
  sequence: number;
  text?: string;
  answer?: { status: string; text: string };
};
type Events = AsyncGenerator<ExecutionResult>;
type Script = (request: EngineRequest) => Iterable<EngineEvent> | AsyncIterable<EngineEvent>;

function eventOf({ data, errors }: ExecutionResult): Event {
  if (errors) throw errors[0];
  return Object.values(data ?? {})[0] as Event;
}

/** The events of a subscription to their end. */
export async function all(events: Events): Promise<Event[]> {
  const seen: Event[] = [];
  for await (const event of events) seen.push(eventOf(event));
  return seen;
}

let questions = 0;
export const question = () => ({
  question: 'Who issues a stay permit?',
  clientRequestId: `q-${questions++}`,
});

type Started = { answer: { id: string }; conversation: { id: string } };
export type Answering = Awaited<ReturnType<typeof openAnswering>>;

/** A chat over a database of its own, whose engine says what each test tells it to. */
export async function openAnswering() {
  const database = await testDatabase();
  const requests: EngineRequest[] = [];
  let script: Script = () => plainAnswer;
  const engine = anEngine((request) => {
    requests.push(request);
    return script(request);
  });
  const chat = await openTestChat(database.database, { engine });
  return {
    chat,
    /** What the engine was asked since the last `reset`. */
    requests,
    says(next: Script) {
      script = next;
    },
    reset() {
      script = () => plainAnswer;
      requests.splice(0);
    },
    async opened(source: string, variables: Record<string, unknown>, signal?: AbortSignal): Promise<Events> {
      const events = await watch(chat, source, variables, undefined, signal);
      if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events));
      return events;
    },
    async started(input: Record<string, unknown> = question()) {
      const { data, errors } = await ask(chat, start, { input });
      if (errors) throw errors[0];
      const { answer, conversation } = (data as { ask: Started }).ask;
      return { id: answer.id, conversationId: conversation.id };
    },
    /** Makes the engine say something, then wait for the test or for its end. */
    waiting() {
      const reached = aSignal();
      const released = aSignal();
      script = async function* ({ call }) {
        yield said('The office issues it. ');
        reached.go();
        const aborted = new Promise<void>((resolve) =>
          call.signal.addEventListener('abort', () => resolve(), { once: true }),
        );
        await Promise.race([released.happened, aborted]);
        yield said('All is said. ');
        yield ended;
      };
      return { reached: reached.happened, release: released.go };
    },
    async close() {
      await chat.close();
      await database.drop();
    },
  };
}
