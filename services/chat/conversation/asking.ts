import type { Caller } from '../../shared/caller.ts';
import type { Database } from '../../shared/database.ts';
import { AppError, badInput } from '../../shared/errors.ts';
import type { Language } from '../../shared/language.ts';
import { storableText } from '../answer/answer.json.ts';
import { insertAnswer, readAnswer, readAnswerOfRequest, readLastAnswers } from '../answer/answer.store.ts';
import type { Answer } from '../answer/answer.ts';
import type { Generations } from '../answer/generations.ts';
import type { Engine } from '../engine/engine.ts';
import { answerLanguage } from '../language.ts';
import { readConversation } from './conversation.store.ts';
import { type Conversation, titleOf, turnsOf } from './conversation.ts';
import { ownerOf, requiredOf } from './ownership.ts';

export type AskingParts = {
  database: Database;
  generations: Generations;
  engine: Pick<Engine, 'name' | 'model'>;
  clock(): Date;
  /** 128 random bits, base64url: ids are not guessed. */
  randomId(): string;
  leaseMs: number;
  /** Most answers that this process makes at once. */
  mostRunning: number;
};

export type Question = {
  question: string;
  conversationId: string | null;
  /** Null: the question's own. */
  language: Language | null;
  clientRequestId: string | null;
};

export type Requester = { caller: Caller; requestId: string };
export type Asked = { answer: Answer; conversation: Conversation };

const longestQuestion = 4_000;
const longestRequestId = 200;
/** Answers of a conversation that are looked through for what was said before. */
const remembered = 30;
const retryAfterSeconds = 5;

/** @throws BAD_USER_INPUT for a question without text or of more than 4,000 characters */
function checkedQuestion(question: string): string {
  const text = storableText(question).trim();
  // Counted as a person would, not in UTF-16
  if (text !== '' && (text.length <= longestQuestion || [...text].length <= longestQuestion)) return text;
  throw badInput(`A question has 1 to ${longestQuestion} characters.`, { argument: 'input.question' });
}

function checkedRequestId(id: string | null): string | null {
  if (id === null || (id.trim() !== '' && id.length <= longestRequestId && !id.includes('\0'))) return id;
  throw badInput(`"clientRequestId" has 1 to ${longestRequestId} characters.`, {
    argument: 'input.clientRequestId',
  });
}

export type Asking = ReturnType<typeof makeAsking>;

/** Questions become answers that are being made. */
export function makeAsking(parts: AskingParts) {
  const { database, generations, engine, clock, randomId } = parts;

  async function begin(
    begun: Pick<Answer, 'question' | 'language' | 'replaces'>,
    place: { conversation: Conversation; isNew: boolean; answers: readonly Answer[]; before: string | null },
    clientRequestId: string | null,
    requester: Requester,
  ): Promise<Answer | null> {
    if (generations.closing) {
      throw new AppError('DOWNSTREAM_SERVICE_ERROR', 'the chat is shutting down', {
        publicMessage: 'The chat is restarting; ask again in a moment.',
      });
    }
    if (generations.running >= parts.mostRunning) {
      throw new AppError('RATE_LIMITED', 'too many answers are being made', {
        publicMessage: 'Too many questions are being answered right now.',
        details: { retryAfterSeconds },
      });
    }
    const { conversation, isNew, answers, before } = place;
    const createdAt = clock();
    const answer: Answer = {
      ...begun,
      id: randomId(),
      conversationId: conversation.id,
      ownerId: conversation.ownerId,
      status: 'GENERATING',
      engine: engine.name,
      model: engine.model,
      text: '',
      citations: [],
      claims: [],
      toolsUsed: [],
      usage: null,
      lastSequence: 0,
      rating: null,
      failure: null,
      createdAt,
      completedAt: null,
    };
    const leaseUntil = new Date(createdAt.getTime() + parts.leaseMs);
    const lease = { generatorId: generations.id, leaseUntil };
    const begins = isNew ? conversation : null;
    if (!(await insertAnswer(database, { answer, clientRequestId, begins, lease }))) return null;
    generations.begin(answer, { history: turnsOf(answers, before), ...requester });
    return answer;
  }

  async function askedBefore(ownerId: string, clientRequestId: string | null): Promise<Asked | null> {
    if (clientRequestId === null) return null;
    const found = await readAnswerOfRequest(database, ownerId, clientRequestId);
    const conversation = found && (await readConversation(database, found.conversationId));
    return conversation && { answer: found, conversation };
  }

  const running = () =>
    new AppError('CONFLICT', 'an answer is running in this conversation', {
      publicMessage: 'An answer is still being made in this conversation.',
    });

  return {
    /**
     * Asks; the same request id from the same caller gives the same answer.
     * @throws BAD_USER_INPUT, UNAUTHENTICATED, NOT_FOUND for a conversation that is not the caller's, CONFLICT while
     *   an answer is being made in it, RATE_LIMITED; nothing is stored then
     */
    async ask(asked: Question, requester: Requester): Promise<Asked> {
      const question = checkedQuestion(asked.question);
      const clientRequestId = checkedRequestId(asked.clientRequestId);
      const ownerId = ownerOf(requester.caller);
      const before = await askedBefore(ownerId, clientRequestId);
      if (before) return before;
      const found =
        asked.conversationId === null
          ? null
          : requiredOf(await readConversation(database, asked.conversationId), requester.caller);
      const conversation = found ?? {
        id: randomId(),
        ownerId,
        title: titleOf(question),
        createdAt: clock(),
      };
      const answers = found ? await readLastAnswers(database, found.id, remembered) : [];
      const language = answerLanguage(question, asked.language, answers.at(-1)?.language ?? null);
      const place = { conversation, isNew: found === null, answers, before: null };
      const begun = { question, language, replaces: null };
      const answer = await begin(begun, place, clientRequestId, requester);
      if (answer) return { answer, conversation };
      // Somebody was faster: this very request, or another one in the conversation.
      const faster = await askedBefore(ownerId, clientRequestId);
      if (faster) return faster;
      throw running();
    },

    /**
     * Answers the question of an answer anew, in its conversation.
     * @throws NOT_FOUND for an answer that is not the caller's, CONFLICT while one is being made, RATE_LIMITED
     */
    async regenerate(answerId: string, requester: Requester): Promise<Asked> {
      const replaced = requiredOf(await readAnswer(database, answerId), requester.caller);
      const conversation = requiredOf(
        await readConversation(database, replaced.conversationId),
        requester.caller,
      );
      const answers = await readLastAnswers(database, conversation.id, remembered);
      const { question, language } = replaced;
      const place = { conversation, isNew: false, answers, before: replaced.id };
      const answer = await begin({ question, language, replaces: replaced.id }, place, null, requester);
      if (answer === null) throw running();
      return { answer, conversation };
    },
  };
}
