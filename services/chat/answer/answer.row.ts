import * as z from 'zod';
import { type Answer as AnswerRow, Prisma } from '../../../prisma/generated/client.ts';
import { Language } from '../../shared/language.ts';
import {
  citationJson,
  claimJson,
  failureJson,
  ratingJson,
  type SavedEvent,
  savedEventJson,
  storable,
  storableText,
  toolUseJson,
  usageJson,
} from './answer.json.ts';
import type { Answer, AnswerEvent } from './answer.ts';

const citations = z.array(citationJson);
const claims = z.array(claimJson);
const toolsUsed = z.array(toolUseJson);
const savedEvents = z.array(savedEventJson);

/** A value as a JSON column takes it. */
export function json(value: object): Prisma.InputJsonValue {
  return storable<Prisma.InputJsonValue>(value as Prisma.InputJsonValue);
}

const jsonOrNull = (value: object | null) => (value === null ? Prisma.DbNull : json(value));

/** A row without its events as the answer it stands for. */
export function answerOf(row: Omit<AnswerRow, 'events'>): Answer {
  return {
    id: row.id,
    conversationId: row.conversationId,
    ownerId: row.ownerId,
    question: row.question,
    language: Language[row.language],
    status: row.status,
    engine: row.engine,
    model: row.model,
    text: row.text,
    citations: citations.parse(row.citations),
    claims: claims.parse(row.claims),
    toolsUsed: toolsUsed.parse(row.toolsUsed),
    usage: usageJson.nullable().parse(row.usage),
    lastSequence: row.lastSequence,
    replaces: row.replaces,
    rating: ratingJson.nullable().parse(row.rating),
    failure: failureJson.nullable().parse(row.failure),
    createdAt: row.createdAt,
    completedAt: row.completedAt,
  };
}

function savedEvent({ sequence: _, answerId: __, ...happening }: AnswerEvent): SavedEvent {
  if (happening.kind === 'TEXT') return happening.text;
  return happening.kind === 'COMPLETED' ? { kind: 'COMPLETED' } : happening;
}

export function eventsColumn(events: readonly AnswerEvent[]): Prisma.InputJsonValue {
  return json(events.map(savedEvent));
}

/** The events of a row; its answer is what the last one tells. */
export function eventsOf(column: unknown, answer: Answer): AnswerEvent[] {
  return savedEvents.parse(column).map((saved, index) => {
    const place = { sequence: index + 1, answerId: answer.id };
    if (typeof saved === 'string') return { ...place, kind: 'TEXT', text: saved };
    return saved.kind === 'COMPLETED' ? { ...place, ...saved, answer } : { ...place, ...saved };
  });
}

/** The columns that change while an answer is made. */
export function progressColumns(answer: Answer, events: readonly AnswerEvent[]) {
  return {
    status: answer.status,
    text: storableText(answer.text),
    citations: json(answer.citations),
    claims: json(answer.claims),
    toolsUsed: json(answer.toolsUsed),
    usage: jsonOrNull(answer.usage),
    events: eventsColumn(events),
    lastSequence: events.length,
    failure: jsonOrNull(answer.failure),
    completedAt: answer.completedAt,
  };
}
