import type {
  Message,
  RawMessageStreamEvent,
  StopReason,
  ToolUseBlock,
  Usage,
} from '@anthropic-ai/sdk/resources/messages/messages';

// What the Messages API streams, built from the SDK's own types, so that a change of them shows when it compiles.

export const noUsage: Usage = {
  cache_creation: null,
  cache_creation_input_tokens: null,
  cache_read_input_tokens: null,
  inference_geo: null,
  input_tokens: 0,
  output_tokens: 0,
  output_tokens_details: null,
  server_tool_use: null,
  service_tier: null,
  speed: null,
};

export function messageStart(usage: Partial<Usage> = {}): RawMessageStreamEvent {
  const message: Message = {
    id: 'msg_test',
    container: null,
    content: [],
    diagnostics: null,
    model: 'claude-test',
    role: 'assistant',
    stop_details: null,
    stop_reason: null,
    stop_sequence: null,
    type: 'message',
    usage: { ...noUsage, ...usage },
  };
  return { type: 'message_start', message };
}

export type CitedPlace = { source: string; quote: string };

/** A text block in pieces, with what it cites. */
export function textBlock(
  index: number,
  pieces: readonly string[],
  cited: readonly CitedPlace[] = [],
): RawMessageStreamEvent[] {
  return [
    {
      type: 'content_block_start',
      index,
      content_block: { type: 'text', text: '', citations: cited.length > 0 ? [] : null },
    },
    ...cited.map(
      ({ source, quote }): RawMessageStreamEvent => ({
        type: 'content_block_delta',
        index,
        delta: {
          type: 'citations_delta',
          citation: {
            type: 'search_result_location',
            cited_text: quote,
            source,
            title: null,
            search_result_index: 0,
            start_block_index: 0,
            end_block_index: 1,
          },
        },
      }),
    ),
    ...pieces.map(
      (text): RawMessageStreamEvent => ({
        type: 'content_block_delta',
        index,
        delta: { type: 'text_delta', text },
      }),
    ),
    { type: 'content_block_stop', index },
  ];
}

/** A tool call whose input comes in two pieces, as it does in truth. */
export function toolBlock(
  index: number,
  name: string,
  input: unknown,
  id = `toolu_${index}`,
): RawMessageStreamEvent[] {
  const json = JSON.stringify(input);
  const half = Math.ceil(json.length / 2);
  const content_block: ToolUseBlock = { type: 'tool_use', id, name, input: {}, caller: { type: 'direct' } };
  return [
    { type: 'content_block_start', index, content_block },
    ...[json.slice(0, half), json.slice(half)].map(
      (partial_json): RawMessageStreamEvent => ({
        type: 'content_block_delta',
        index,
        delta: { type: 'input_json_delta', partial_json },
      }),
    ),
    { type: 'content_block_stop', index },
  ];
}

export function messageEnd(reason: StopReason | null, outputTokens = 0): RawMessageStreamEvent[] {
  return [
    {
      type: 'message_delta',
      delta: { container: null, stop_details: null, stop_reason: reason, stop_sequence: null },
      usage: {
        cache_creation_input_tokens: null,
        cache_read_input_tokens: null,
        input_tokens: null,
        output_tokens: outputTokens,
        output_tokens_details: null,
        server_tool_use: null,
      },
    },
    { type: 'message_stop' },
  ];
}

/** A whole answer of one text. */
export function textMessage(text: string, reason: StopReason = 'end_turn'): RawMessageStreamEvent[] {
  return [messageStart(), ...textBlock(0, [text]), ...messageEnd(reason)];
}

/** A round that asks for tools. */
export function toolMessage(...calls: readonly { name: string; input: unknown }[]): RawMessageStreamEvent[] {
  return [
    messageStart(),
    ...calls.flatMap(({ name, input }, index) => toolBlock(index, name, input)),
    ...messageEnd('tool_use'),
  ];
}
