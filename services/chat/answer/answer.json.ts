import * as z from 'zod';
import { KbliEdition } from '../../shared/kbli-edition.ts';
import { Language } from '../../shared/language.ts';
import { topics } from '../retrieval/passage.ts';

// How answers and their events are written down in PostgreSQL and Redis. Fields may be added; none may be renamed.

const language = z.enum(Language);

export const passageJson = z.object({
  id: z.string(),
  documentId: z.string(),
  title: z.string(),
  text: z.string(),
  topic: z.enum(topics),
  language,
  sourceUrl: z.string().nullable(),
  effectiveFrom: z.string().nullable(),
  services: z.array(z.string()).readonly(),
  kbli: z.array(z.object({ edition: z.enum(KbliEdition), code: z.string() })).readonly(),
  score: z.number().optional(),
});

export const citationJson = z.object({
  marker: z.number(),
  quote: z.string(),
  label: z.string(),
  sourceRef: z.string(),
  passage: passageJson.nullable(),
});

export const claimJson = z.object({
  text: z.string(),
  kind: z.enum(['AMOUNT', 'KBLI_CODE', 'SERVICE_CODE', 'DATE', 'NUMBER']),
  supported: z.boolean(),
  citationMarker: z.number().nullable(),
});

export const toolUseJson = z.object({
  name: z.string(),
  input: z.record(z.string(), z.unknown()),
  ok: z.boolean(),
  durationMs: z.number(),
});

export const usageJson = z.object({
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
});

export const failureJson = z.object({ code: z.string(), message: z.string(), retryable: z.boolean() });

export const ratingJson = z.object({ helpful: z.boolean(), comment: z.string().nullable() });

const engine = z.enum(['ANTHROPIC', 'EXTRACTIVE']);

export const answerJson = z.object({
  id: z.string(),
  conversationId: z.string(),
  ownerId: z.string(),
  question: z.string(),
  language,
  status: z.enum(['GENERATING', 'COMPLETED', 'STOPPED', 'INTERRUPTED', 'FAILED']),
  engine,
  model: z.string().nullable(),
  text: z.string(),
  citations: z.array(citationJson),
  claims: z.array(claimJson),
  toolsUsed: z.array(toolUseJson),
  usage: usageJson.nullable(),
  lastSequence: z.number(),
  replaces: z.string().nullable(),
  rating: ratingJson.nullable(),
  failure: failureJson.nullable(),
  createdAt: z.coerce.date(),
  completedAt: z.coerce.date().nullable(),
});

const shared = [
  z.object({ kind: z.literal('STARTED'), conversationId: z.string(), engine, language }),
  z.object({ kind: z.literal('PASSAGES'), passages: z.array(passageJson) }),
  z.object({ kind: z.literal('TOOL'), tool: toolUseJson }),
  z.object({ kind: z.literal('TEXT'), text: z.string() }),
  z.object({ kind: z.literal('CITATION'), citation: citationJson }),
  z.object({ kind: z.literal('FAILED'), failure: failureJson }),
] as const;

/** An event on its way to another process: complete in itself. */
export const happeningJson = z.discriminatedUnion('kind', [
  ...shared,
  z.object({ kind: z.literal('COMPLETED'), answer: answerJson }),
]);

/** An event beside its answer: text as a plain string, since most events are text, and the answer left out. */
export const savedEventJson = z.union([
  z.string(),
  z.discriminatedUnion('kind', [...shared, z.object({ kind: z.literal('COMPLETED') })]),
]);
export type SavedEvent = z.infer<typeof savedEventJson>;

/** PostgreSQL's JSON and text take neither the NUL character nor half a surrogate pair. */
export function storableText(text: string): string {
  return Buffer.from(text.replaceAll('\0', '')).toString();
}

/** A copy of which every text can be stored. */
export function storable<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (_key, part) => (typeof part === 'string' ? storableText(part) : part)),
  );
}
