import type { GraphCall } from '../../shared/graph.ts';
import type { SourceRef, ToolUse } from '../answer/answer.ts';

export type { Graph, GraphCall } from '../../shared/graph.ts';

/** A thing that can be cited: each fact is one short line of text. */
export type Source = {
  ref: SourceRef;
  label: string;
  facts: string[];
};

export type ToolOutcome = {
  use: ToolUse;
  /** What was found, for the answer's text and for checking its figures; empty when nothing was. */
  sources: Source[];
  /** The same as compact JSON for a model. */
  json: string;
  /** Why it did not work, for the model and the log; null when it did. */
  problem: string | null;
};

export type Tool = {
  name: string;
  /** For a model and for people who list the tools. */
  description: string;
  /** JSON Schema of the input, made from the zod schema that checks it. */
  inputSchema: Record<string, unknown>;
};

export type Toolbox = {
  tools: readonly Tool[];
  /** Never throws: a wrong name, wrong input or a failing graph is an outcome with `ok: false`. */
  use(name: string, input: unknown, call: GraphCall): Promise<ToolOutcome>;
};
