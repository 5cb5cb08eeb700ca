import * as z from 'zod';
import type { Language } from '../../shared/language.ts';
import type { Retriever } from '../retrieval/passage.ts';
import type { ToolContext, ToolDefinition } from './definition.ts';
import { getContact } from './get-contact.ts';
import { getKbli } from './get-kbli.ts';
import { getPrice } from './get-price.ts';
import { getQuote } from './get-quote.ts';
import { searchKbli } from './search-kbli.ts';
import { searchKnowledge } from './search-knowledge.ts';
import { searchServices } from './search-services.ts';
import type { Graph, GraphCall, Tool, Toolbox, ToolOutcome } from './tool.ts';

export type ToolboxParts = {
  graph: Graph;
  retriever: Retriever;
  /** Longest a call may take; 8,000 when absent. */
  deadlineMs?: number;
  /** Milliseconds of a clock that never goes back; the process's own when absent. */
  now?(): number;
  /** Hears why a call failed, for the log: the outcome itself never says what broke inside. */
  onFailure?(tool: string, cause: unknown, requestId: string): void;
};

type BoundTool = Tool & {
  use(input: unknown, context: ToolContext): Promise<Pick<ToolOutcome, 'sources' | 'json' | 'problem'>>;
};

const defaultDeadlineMs = 8_000;
/** What a model sent may be of any size, and it is kept with the answer. */
const longestInput = 4_000;

function bound<Input, Result>({ name, description, input, run }: ToolDefinition<Input, Result>): BoundTool {
  const { $schema: _, ...inputSchema } = z.toJSONSchema(input, { io: 'input' });
  return {
    name,
    description,
    inputSchema,
    async use(given, context) {
      const parsed = input.safeParse(given);
      if (!parsed.success) return { sources: [], json: '{}', problem: inputProblem(parsed.error) };
      const { sources, result } = await run(parsed.data, context);
      return { sources, json: JSON.stringify(result), problem: null };
    },
  };
}

function inputProblem({ issues }: z.ZodError): string {
  const faults = issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  return `The input is wrong: ${faults.join('; ')}`;
}

const bindings: readonly BoundTool[] = [
  bound(getPrice),
  bound(getQuote),
  bound(searchServices),
  bound(getKbli),
  bound(searchKbli),
  bound(searchKnowledge),
  bound(getContact),
];

/** Every tool that answers are made with, as `tools` and `GET /tools` list them. */
export const tools: readonly Tool[] = bindings.map(({ name, description, inputSchema }) => ({
  name,
  description,
  inputSchema,
}));

/**
 * The tools for one answer.
 * @param language in which facts are stated: the answer's, since its figures are checked against them
 */
export function makeToolbox(
  {
    graph,
    retriever,
    deadlineMs = defaultDeadlineMs,
    now = () => performance.now(),
    onFailure,
  }: ToolboxParts,
  language: Language,
): Toolbox {
  async function attempt(name: string, input: unknown, call: GraphCall) {
    const tool = bindings.find((each) => each.name === name);
    if (tool === undefined) {
      return {
        sources: [],
        json: '{}',
        problem: `There is no tool of this name; there are: ${tools.map((each) => each.name).join(', ')}`,
      };
    }
    const signal = AbortSignal.any([call.signal, AbortSignal.timeout(deadlineMs)]);
    const context: ToolContext = {
      ask: (operation, variables) => graph(operation, variables, { ...call, signal }),
      retriever,
      language,
      signal,
    };
    try {
      return await beforeAbort(tool.use(input, context), signal);
    } catch (cause) {
      if (!call.signal.aborted) onFailure?.(name, cause, call.requestId);
      return { sources: [], json: '{}', problem: problemOf(call.signal, signal) };
    }
  }

  return {
    tools,
    async use(name, input, call) {
      const startedAt = now();
      const outcome = await attempt(name, input, call);
      const durationMs = Math.round(now() - startedAt);
      return { ...outcome, use: { name, input: recorded(input), ok: outcome.problem === null, durationMs } };
    },
  };
}

/** A graph that does not heed its signal must not hold up the answer. */
function beforeAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

/** For the model and the log: says whose fault it is and whether trying again helps, never what broke inside. */
function problemOf(asked: AbortSignal, deadline: AbortSignal): string {
  if (asked.aborted) return 'The answer was stopped.';
  return deadline.aborted
    ? 'What this tool reads did not answer in time.'
    : 'What this tool reads can not be reached now.';
}

function recorded(input: unknown): Record<string, unknown> {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  const record = isObject ? (input as Record<string, unknown>) : { input };
  const text = JSON.stringify(record);
  return text.length <= longestInput ? record : { tooLong: text.length };
}
