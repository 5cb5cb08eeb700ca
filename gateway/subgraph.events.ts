/** One frame of a stream of server-sent events. */
export type ServerEvent = { event: string; data: string };

/** A frame that never ends would fill the memory. */
const maxFrameCharacters = 8_000_000;

/**
 * The frames of a stream of server-sent events, read one at a time as they are asked for. Comments, which only say that
 * the other end lives, are left out.
 * @throws Error when a frame has no end
 */
export async function* serverEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of bytes) {
    text = (text + decoder.decode(part, { stream: true })).replaceAll('\r\n', '\n');
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const frame = frameOf(text.slice(0, end));
      text = text.slice(end + 2);
      if (frame) yield frame;
    }
    if (text.length > maxFrameCharacters) throw new Error('sent an event without an end');
  }
}

function frameOf(text: string): ServerEvent | null {
  const frame = { event: 'message', data: [] as string[] };
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^(\w+)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'event') frame.event = value;
    if (name === 'data') frame.data.push(value);
  }
  if (frame.data.length === 0 && frame.event === 'message') return null;
  return { event: frame.event, data: frame.data.join('\n') };
}
