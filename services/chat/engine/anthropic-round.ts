import type { Anthropic } from '@anthropic-ai/sdk';
import type {
  Message,
  MessageStreamEvent,
  MessageStreamParams,
  TextCitation,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type { SourceRef } from '../answer/answer.ts';
import { StreamStalled } from './anthropic-errors.ts';
import type { EngineEvent } from './engine.ts';

export type Messages = Pick<Anthropic['messages'], 'stream'>;

export type RoundOptions = {
  signal: AbortSignal;
  /** Longest silence of a stream, connecting included; the SDK's timeout does not watch a stream that has begun. */
  idleMs: number;
  /** Sources that were sent: a citation of anything else is not passed on. */
  sent: ReadonlySet<SourceRef>;
  onUsage(usage: RoundUsage): void;
};

export type RoundUsage = { inputTokens: number; outputTokens: number; cacheReadTokens: number };

type Streamed = AsyncIterable<MessageStreamEvent> & { abort(): void };

function within<Result>(work: Promise<Result>, idleMs: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StreamStalled(idleMs)), idleMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The stream's events, or StreamStalled after a silence; the connection is closed however it ends. */
async function* watched(stream: Streamed, idleMs: number): AsyncGenerator<MessageStreamEvent, void> {
  const events = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await within(events.next(), idleMs);
      if (done) return;
      yield value;
    }
  } finally {
    stream.abort();
  }
}

function usageIn(event: MessageStreamEvent, before: RoundUsage): RoundUsage {
  const usage =
    event.type === 'message_start'
      ? event.message.usage
      : event.type === 'message_delta'
        ? event.usage
        : null;
  if (usage === null) return before;
  // The counters are totals of the message so far, absent where they don't apply.
  const written = usage.cache_creation_input_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens == null ? before.inputTokens : usage.input_tokens + written,
    outputTokens: usage.output_tokens ?? before.outputTokens,
    cacheReadTokens: usage.cache_read_input_tokens ?? before.cacheReadTokens,
  };
}

/**
 * One request to the model: its text as it comes, its citations behind the text they belong to.
 * @returns the whole message
 * @throws whatever the SDK throws, StreamStalled, or the signal's reason
 */
export async function* streamRound(
  messages: Messages,
  params: MessageStreamParams,
  { signal, idleMs, sent, onUsage }: RoundOptions,
): AsyncGenerator<EngineEvent, Message> {
  signal.throwIfAborted();
  const stream = messages.stream(params, { signal });
  let usage: RoundUsage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0 };
  let citations: TextCitation[] = [];
  try {
    for await (const event of watched(stream, idleMs)) {
      usage = usageIn(event, usage);
      if (
        event.type === 'content_block_delta' &&
        event.delta.type === 'text_delta' &&
        event.delta.text !== ''
      ) {
        yield { kind: 'TEXT', text: event.delta.text };
      }
      if (event.type === 'content_block_delta' && event.delta.type === 'citations_delta') {
        citations.push(event.delta.citation);
      }
      if (event.type === 'content_block_stop') {
        // A citation may come ahead of its block's text, but speaks of the whole block.
        for (const citation of citations) {
          if (citation.type !== 'search_result_location' || !sent.has(citation.source)) continue;
          yield { kind: 'CITATION', sourceRef: citation.source, quote: citation.cited_text.trim() };
        }
        citations = [];
      }
    }
    // The iterator swallows an error that comes while events wait to be read, and a stream that just ends: this
    // throws for both, since without a message_stop there is no message.
    return await stream.finalMessage();
  } catch (cause) {
    signal.throwIfAborted();
    throw cause;
  } finally {
    onUsage(usage);
  }
}
