import type { Language } from '../../../shared/language.ts';
import { resultOf, type ToolName, type ToolResults } from '../../tools/results.ts';
import type { Source, ToolOutcome } from '../../tools/tool.ts';
import type { EngineEvent, EngineRequest } from '../engine.ts';
import { makeSpeaker, type Statement } from './statement.ts';

export type Asked<Name extends ToolName> = { result: ToolResults[Name] | null; sources: readonly Source[] };

/** What composing an answer has at hand: tools whose use is told, and a voice. */
export type Asking = {
  language: Language;
  /** Uses a tool; what it found is told before any text that rests on it. */
  use<Name extends ToolName>(
    name: Name,
    input: Record<string, unknown>,
  ): AsyncGenerator<EngineEvent, Asked<Name>>;
  say(...statements: readonly Statement[]): EngineEvent[];
  /** Whether anything has been said. */
  spoke(): boolean;
  /** Whether a tool with right input did not work: then what is missing may only be out of reach. */
  failed(): boolean;
};

export function makeAsking({ toolbox, call, language }: EngineRequest): Asking {
  const speak = makeSpeaker();
  const known = new Map<string, ToolOutcome>();
  let spoke = false;
  let failed = false;
  return {
    language,
    async *use(name, input) {
      const key = JSON.stringify([name, input]);
      const outcome = known.get(key) ?? (await toolbox.use(name, input, call));
      call.signal.throwIfAborted();
      if (!known.has(key)) yield { kind: 'TOOL', outcome };
      known.set(key, outcome);
      if (outcome.problem !== null) failed = true;
      return { result: resultOf(name, outcome), sources: outcome.sources };
    },
    say(...statements) {
      spoke ||= statements.length > 0;
      return statements.flatMap(speak);
    },
    spoke: () => spoke,
    failed: () => failed,
  };
}
