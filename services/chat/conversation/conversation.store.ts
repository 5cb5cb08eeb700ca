import { type Connection, connectionFrom, foreignCursor } from '../../shared/connection.ts';
import { type Database, fromDatabase } from '../../shared/database.ts';
import { answerOf } from '../answer/answer.row.ts';
import type { Answer } from '../answer/answer.ts';
import type { Conversation } from './conversation.ts';
import { isId } from './ownership.ts';

/** A page to read: `after` is the id of the node that stands before it, null for the first one. */
export type Page = { first: number; after: string | null };

const shown = { id: true, ownerId: true, title: true, createdAt: true } as const;
const idOf = ({ id }: { id: string }) => id;

/** One more than the page, which tells whether another one follows. */
function connection<Node extends { id: string }>(
  rows: Node[],
  page: Page,
  totalCount: number,
): Connection<Node> {
  const hasNextPage = rows.length > page.first;
  return connectionFrom(rows.slice(0, page.first), idOf, {
    hasNextPage,
    hasPreviousPage: page.after !== null,
    totalCount,
  });
}

export async function readConversation(database: Database, id: string): Promise<Conversation | null> {
  if (!isId(id)) return null;
  return fromDatabase(database.conversation.findUnique({ where: { id }, select: shown }));
}

/**
 * A caller's conversations, newest first.
 * @throws BAD_USER_INPUT for a cursor of another list
 */
export async function readConversations(
  database: Database,
  ownerId: string,
  page: Page,
): Promise<Connection<Conversation>> {
  const place = page.after === null ? null : await placeOf(database, ownerId, page.after);
  const where = { ownerId };
  const [rows, total] = await Promise.all([
    fromDatabase(
      database.conversation.findMany({
        where: place === null ? where : { ...where, number: { lt: place } },
        orderBy: { number: 'desc' },
        take: page.first + 1,
        select: shown,
      }),
    ),
    fromDatabase(database.conversation.count({ where })),
  ]);
  return connection(rows, page, total);
}

async function placeOf(database: Database, ownerId: string, id: string): Promise<bigint> {
  if (!isId(id)) throw foreignCursor();
  const query = database.conversation.findFirst({ where: { id, ownerId }, select: { number: true } });
  const row = await fromDatabase(query);
  if (row === null) throw foreignCursor();
  return row.number;
}

/**
 * The answers of conversations, each in the order asked: the same page of every one.
 * @returns by conversation id; nothing for one that does not exist
 * @throws BAD_USER_INPUT for a cursor of another list; one makes sense for a single conversation only
 */
export async function readAnswerPages(
  database: Database,
  conversationIds: readonly string[],
  page: Page,
): Promise<Map<string, Connection<Answer>>> {
  const conversationId = { in: [...conversationIds] };
  if (page.after !== null && !isId(page.after)) throw foreignCursor();
  const before =
    page.after === null
      ? null
      : await fromDatabase(
          database.answer.findFirst({ where: { id: page.after, conversationId }, select: { number: true } }),
        );
  if (page.after !== null && before === null) throw foreignCursor();
  const query = database.conversation.findMany({
    where: { id: conversationId },
    select: {
      id: true,
      _count: { select: { answers: true } },
      answers: {
        where: before === null ? {} : { number: { gt: before.number } },
        orderBy: { number: 'asc' },
        take: page.first + 1,
        omit: { events: true },
      },
    },
  });
  const rows = await fromDatabase(query);
  return new Map(
    rows.map(({ id, _count, answers }) => [id, connection(answers.map(answerOf), page, _count.answers)]),
  );
}

/** The ids of a conversation's answers. */
export async function readAnswerIds(database: Database, conversationId: string): Promise<string[]> {
  const query = database.answer.findMany({ where: { conversationId }, select: { id: true } });
  return (await fromDatabase(query)).map(idOf);
}

/** Deletes a conversation with all its answers. @returns the ids of those answers */
export async function removeConversation(database: Database, id: string): Promise<string[]> {
  const query = database.$transaction([
    database.answer.findMany({ where: { conversationId: id }, select: { id: true } }),
    database.conversation.deleteMany({ where: { id } }),
  ]);
  const [answers] = await fromDatabase(query);
  return answers.map(idOf);
}
