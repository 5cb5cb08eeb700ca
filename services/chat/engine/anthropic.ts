import { setTimeout as pauseFor } from 'node:timers/promises';
import type {
  ContentBlock,
  Message,
  MessageStreamParams,
  ToolUseBlock,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type { SourceRef, Usage } from '../answer/answer.ts';
import type { ContactDetails } from '../phrases.ts';
import type { ToolOutcome } from '../tools/tool.ts';
import { withRetries } from './anthropic-attempts.ts';
import { type ModelError, modelErrorOf } from './anthropic-errors.ts';
import { answerParams, reviseParams, toolResult } from './anthropic-request.ts';
import { type Messages, streamRound } from './anthropic-round.ts';
import { afterRound } from './anthropic-stop.ts';
import type { Engine, EngineEvent, EngineRequest } from './engine.ts';
import { type EngineFailureCode, engineFailure } from './failure.ts';

export type AnthropicEngineParts = {
  client: { messages: Messages };
  model: string;
  /** Longest answer of one request in tokens; 2,048 when absent. */
  maxTokens?: number;
  /** Longest silence of a stream; 20,000 when absent. */
  idleMs?: number;
  /** Longest time for a whole answer, tools included; 120,000 when absent. */
  deadlineMs?: number;
  /** How to reach the firm, for what no source covers; asked for with every answer. */
  contact?(): ContactDetails | null;
  /** Hears of every failure with its cause, retried ones too, for the log. */
  onFailure?(error: ModelError, requestId: string): void;
  pause?(ms: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds since 1970. */
  now?(): number;
};

const mostToolRounds = 4;
const mostToolsAtOnce = 8;

const isToolUse = (block: ContentBlock): block is ToolUseBlock => block.type === 'tool_use';

/**
 * Answers with a model of the Messages API: streamed, with citations of our own sources and at most four rounds of
 * tools. Ends truthfully for every reason to stop; a failure never takes back what was said.
 */
export function makeAnthropicEngine(parts: AnthropicEngineParts): Engine {
  const { client, model, maxTokens = 2_048, idleMs = 20_000, deadlineMs = 120_000 } = parts;
  const { pause = async (ms, signal) => pauseFor(ms, undefined, { signal }), now = Date.now } = parts;

  async function* converse(
    request: EngineRequest,
    signal: AbortSignal,
    usage: Usage,
  ): AsyncGenerator<EngineEvent, EngineFailureCode | null> {
    const sent = new Set<SourceRef>(request.passages.map(({ id }) => `passage:${id}`));
    const isRevision = request.revise !== null;
    let params: MessageStreamParams =
      request.revise === null
        ? answerParams(request, { model, maxTokens, contact: parts.contact?.() ?? null })
        : reviseParams(request, request.revise, model);

    for (let toolRounds = 0; ; toolRounds += 1) {
      const message = yield* withRetries(
        () =>
          streamRound(client.messages, params, {
            signal,
            idleMs,
            sent,
            onUsage(spent) {
              usage.inputTokens += spent.inputTokens;
              usage.outputTokens += spent.outputTokens;
              usage.cacheReadTokens += spent.cacheReadTokens;
            },
          }),
        { signal, pause, now, onRetry: (error) => parts.onFailure?.(error, request.call.requestId) },
      );
      const next = afterRound(message.stop_reason);
      if (next.kind === 'DONE') return null;
      if (next.kind === 'FAILED') return next.code;
      if (isRevision || toolRounds === mostToolRounds) return 'TOO_MANY_TOOL_ROUNDS';
      const results = next.kind === 'USE_TOOLS' ? yield* useTools(message, request, sent) : [];
      signal.throwIfAborted();
      params = continued(params, message, results, toolRounds + 1 === mostToolRounds);
    }
  }

  return {
    name: 'ANTHROPIC',
    model,
    async *answer(request) {
      const deadline = AbortSignal.timeout(deadlineMs);
      const signal = AbortSignal.any([request.call.signal, deadline]);
      const usage: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0 };
      let code: EngineFailureCode | null;
      try {
        code = yield* converse(request, signal, usage);
      } catch (cause) {
        const error = modelErrorOf(cause, now());
        code = request.call.signal.aborted ? 'STOPPED' : deadline.aborted ? 'MODEL_TIMEOUT' : error.code;
        if (code !== 'STOPPED') parts.onFailure?.(error, request.call.requestId);
      }
      yield { kind: 'USAGE', usage };
      yield { kind: 'END', failure: code === null ? null : engineFailure(code, request.language) };
    },
  };
}

/** Runs what the model itself asked for; text that only looks like a call never gets here. */
async function* useTools(
  { content }: Message,
  { toolbox, call }: EngineRequest,
  sent: Set<SourceRef>,
): AsyncGenerator<EngineEvent, ReturnType<typeof toolResult>[]> {
  const asked = content.filter(isToolUse);
  const outcomes = await Promise.all(
    asked.map(
      async ({ name, input }, at): Promise<ToolOutcome> =>
        at < mostToolsAtOnce ? toolbox.use(name, input, call) : tooMany(name),
    ),
  );
  for (const outcome of outcomes) {
    for (const { ref } of outcome.sources) sent.add(ref);
    yield { kind: 'TOOL', outcome };
  }
  return asked.map(({ id }, at) => toolResult(id, outcomes[at] ?? tooMany('')));
}

function tooMany(name: string): ToolOutcome {
  const problem = `At most ${mostToolsAtOnce} tools at once.`;
  return { use: { name, input: {}, ok: false, durationMs: 0 }, sources: [], json: '{}', problem };
}

/** The request for the next round; in the last one the model has to answer with what it has. */
function continued(
  params: MessageStreamParams,
  { content }: Message,
  results: ReturnType<typeof toolResult>[],
  isLast: boolean,
): MessageStreamParams {
  const said = content.length > 0 ? [{ role: 'assistant' as const, content }] : [];
  const found = results.length > 0 ? [{ role: 'user' as const, content: results }] : [];
  return {
    ...params,
    messages: [...params.messages, ...said, ...found],
    ...(isLast ? { tool_choice: { type: 'none' as const } } : {}),
  };
}
