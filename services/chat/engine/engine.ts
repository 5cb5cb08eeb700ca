import type { Language } from '../../shared/language.ts';
import type { EngineName, Failure, SourceRef, Usage } from '../answer/answer.ts';
import type { RankedPassage } from '../retrieval/passage.ts';
import type { GraphCall, Toolbox, ToolOutcome } from '../tools/tool.ts';

export type Turn = { question: string; answer: string };

export type EngineRequest = {
  question: string;
  /** Language to answer in. */
  language: Language;
  /** Earlier turns of the conversation, oldest first, already cut to what fits. */
  history: readonly Turn[];
  passages: readonly RankedPassage[];
  toolbox: Toolbox;
  call: GraphCall;
  /** On the second try: the sentence to write again and the figures in it that no source holds. */
  revise: { sentence: string; unsupported: readonly string[] } | null;
};

/** What an engine says while it works, in order. Text is raw: markers and checks are the answer's business. */
export type EngineEvent =
  | { kind: 'TEXT'; text: string }
  /** The text since the last citation or start rests on this place of a source. */
  | { kind: 'CITATION'; sourceRef: SourceRef; quote: string }
  | { kind: 'TOOL'; outcome: ToolOutcome }
  | { kind: 'USAGE'; usage: Usage }
  /** Last of all. `failure` null: the engine said all it had to say. */
  | { kind: 'END'; failure: Failure | null };

/** Writes an answer from passages and tools. Aborting the call's signal ends the work and its connection at once. */
export type Engine = {
  name: EngineName;
  model: string | null;
  answer(request: EngineRequest): AsyncIterable<EngineEvent>;
};
