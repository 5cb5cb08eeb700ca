import { Prisma } from '../../../prisma/generated/client.ts';
import { type Database, fromDatabase } from '../../shared/database.ts';
import { Language } from '../../shared/language.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { isId } from '../conversation/ownership.ts';
import { answerOf, eventsOf, json, progressColumns } from './answer.row.ts';
import type { Answer, AnswerEvent } from './answer.ts';

/** Which process makes an answer, and until when it is believed to be alive. */
export type Lease = { generatorId: string; leaseUntil: Date };

export type NewAnswer = {
  answer: Answer;
  clientRequestId: string | null;
  /** The conversation when this is its first answer. */
  begins: Conversation | null;
  lease: Lease;
};

/**
 * Writes a new answer down, with its conversation when it begins one; both or neither.
 * @returns false when the caller has used the request id before or an answer is running in the conversation
 */
export async function insertAnswer(database: Database, added: NewAnswer): Promise<boolean> {
  const { answer, clientRequestId, begins, lease } = added;
  const { id, conversationId, ownerId, question, engine, model, replaces, createdAt } = answer;
  const language = Language[answer.language];
  const fixed = { id, conversationId, ownerId, question, language, engine, model, replaces, createdAt };
  const data = {
    ...fixed,
    ...progressColumns(answer, []),
    ...lease,
    clientRequestId,
    runningIn: conversationId,
  };
  const insert = database.answer.create({ data });
  try {
    if (begins === null) await fromDatabase(insert);
    else await fromDatabase(database.$transaction([database.conversation.create({ data: begins }), insert]));
    return true;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false;
    throw error;
  }
}

export async function readAnswer(database: Database, id: string): Promise<Answer | null> {
  if (!isId(id)) return null;
  const row = await fromDatabase(database.answer.findUnique({ where: { id }, omit: { events: true } }));
  return row && answerOf(row);
}

/** The answer that a caller's request id has led to. */
export async function readAnswerOfRequest(
  database: Database,
  ownerId: string,
  clientRequestId: string,
): Promise<Answer | null> {
  const where = { ownerId_clientRequestId: { ownerId, clientRequestId } };
  const row = await fromDatabase(database.answer.findUnique({ where, omit: { events: true } }));
  return row && answerOf(row);
}

/** An answer with what has happened so far, complete once it is no longer generating. */
export async function readHappened(
  database: Database,
  id: string,
): Promise<{ answer: Answer; events: AnswerEvent[] } | null> {
  const row = await fromDatabase(database.answer.findUnique({ where: { id } }));
  if (row === null) return null;
  const answer = answerOf(row);
  return { answer, events: eventsOf(row.events, answer) };
}

/**
 * Saves an answer as far as it has come, and keeps its lease.
 * @returns false when it is no longer this process's to write
 */
export async function saveProgress(
  database: Database,
  answer: Answer,
  events: readonly AnswerEvent[],
  { generatorId, leaseUntil }: Lease,
): Promise<boolean> {
  const where = { id: answer.id, generatorId };
  const data = { ...progressColumns(answer, events), leaseUntil };
  return (await fromDatabase(database.answer.updateMany({ where, data }))).count > 0;
}

/** Keeps an answer's lease while nothing happens. @returns false when it is no longer this process's */
export async function renewLease(database: Database, id: string, lease: Lease): Promise<boolean> {
  const { generatorId, leaseUntil } = lease;
  const query = database.answer.updateMany({ where: { id, generatorId }, data: { leaseUntil } });
  return (await fromDatabase(query)).count > 0;
}

/**
 * Saves an answer's end; from now on it is read from here alone.
 * @returns false when it is no longer this process's to write
 */
export async function saveEnd(
  database: Database,
  answer: Answer,
  events: readonly AnswerEvent[],
  generatorId: string,
): Promise<boolean> {
  const data = {
    ...progressColumns(answer, events),
    runningIn: null,
    generatorId: null,
    leaseUntil: null,
  };
  const query = database.answer.updateMany({ where: { id: answer.id, generatorId }, data });
  return (await fromDatabase(query)).count > 0;
}

/** Every answer that some process is making, by lease. */
export async function readLeases(database: Database): Promise<(Lease & { id: string })[]> {
  const query = database.answer.findMany({
    where: { leaseUntil: { not: null } },
    select: { id: true, generatorId: true, leaseUntil: true },
  });
  const rows = await fromDatabase(query);
  return rows.flatMap(({ id, generatorId, leaseUntil }) =>
    generatorId !== null && leaseUntil !== null ? { id, generatorId, leaseUntil } : [],
  );
}

/**
 * Takes an answer over from a process that is gone.
 * @returns false when another one was faster or its process lives on
 */
export async function takeLease(
  database: Database,
  { id, generatorId, leaseUntil }: Lease & { id: string },
  mine: Lease,
): Promise<boolean> {
  const query = database.answer.updateMany({ where: { id, generatorId, leaseUntil }, data: mine });
  return (await fromDatabase(query)).count > 0;
}

export async function saveRating(
  database: Database,
  id: string,
  rating: NonNullable<Answer['rating']>,
): Promise<void> {
  await fromDatabase(database.answer.updateMany({ where: { id }, data: { rating: json(rating) } }));
}

/** The last answers of a conversation, in the order asked. */
export async function readLastAnswers(
  database: Database,
  conversationId: string,
  count: number,
): Promise<Answer[]> {
  const query = database.answer.findMany({
    where: { conversationId },
    orderBy: { number: 'desc' },
    take: count,
    omit: { events: true },
  });
  return (await fromDatabase(query)).map(answerOf).reverse();
}
