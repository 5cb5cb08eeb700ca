import type { Language } from '../../shared/language.ts';
import type { Passage } from '../retrieval/passage.ts';

export type AnswerStatus = 'GENERATING' | 'COMPLETED' | 'STOPPED' | 'INTERRUPTED' | 'FAILED';
export type EngineName = 'ANTHROPIC' | 'EXTRACTIVE';
export type ClaimKind = 'AMOUNT' | 'KBLI_CODE' | 'SERVICE_CODE' | 'DATE' | 'NUMBER';

/** Where a statement comes from: "passage:<id>", "service:C1", "kbli:2025:56101". */
export type SourceRef = string;

export type Citation = {
  /** From 1, in the order of first use; stands in the text as [1]. */
  marker: number;
  /** What the source says, word for word. */
  quote: string;
  /** Name for people; stands even while the source's owner can't be reached. */
  label: string;
  sourceRef: SourceRef;
  /** The passage as it was when cited; null when another kind of source is. */
  passage: (Passage & { score?: number }) | null;
};

export type Claim = {
  /** As it stands in the text. */
  text: string;
  kind: ClaimKind;
  /** False only for an item other than a price that was left in and marked. */
  supported: boolean;
  citationMarker: number | null;
};

export type ToolUse = { name: string; input: Record<string, unknown>; ok: boolean; durationMs: number };
export type Usage = { inputTokens: number; outputTokens: number; cacheReadTokens: number };
export type Failure = { code: string; message: string; retryable: boolean };

export type Answer = {
  id: string;
  conversationId: string;
  /** Who may see it; never shown. */
  ownerId: string;
  question: string;
  language: Language;
  status: AnswerStatus;
  engine: EngineName;
  model: string | null;
  text: string;
  citations: Citation[];
  claims: Claim[];
  toolsUsed: ToolUse[];
  usage: Usage | null;
  lastSequence: number;
  replaces: string | null;
  rating: { helpful: boolean; comment: string | null } | null;
  failure: Failure | null;
  createdAt: Date;
  completedAt: Date | null;
};

/** What happens while an answer is made. Sequence numbers start at 1 and have no gaps. */
export type AnswerEvent = { sequence: number; answerId: string } & AnswerHappening;

export type AnswerHappening =
  | { kind: 'STARTED'; conversationId: string; engine: EngineName; language: Language }
  | { kind: 'PASSAGES'; passages: (Passage & { score?: number })[] }
  | { kind: 'TOOL'; tool: ToolUse }
  | { kind: 'TEXT'; text: string }
  | { kind: 'CITATION'; citation: Citation }
  | { kind: 'COMPLETED'; answer: Answer }
  | { kind: 'FAILED'; failure: Failure };
