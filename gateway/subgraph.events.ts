import { StringDecoder } from 'node:string_decoder';

/** One frame of a stream of server-sent events. */
export type ServerEvent = { event: string; data: string };

/** A frame that never ends would fill the memory. */
const maxFrameCharacters = 8_000_000;

/** Finds the frames of a stream of server-sent events, however its bytes are cut. */
export type EventReader = {
  /**
   * @returns the frames that end in these bytes; comments, which only say that the other end lives, are left out
   * @throws Error when a frame has no end
   */
  read(bytes: Buffer): ServerEvent[];
};

export function makeEventReader(): EventReader {
  const decoder = new StringDecoder('utf8');
  let text = '';
  return {
    read(bytes) {
      // The end may have come in two parts.
      let searchFrom = Math.max(0, text.length - 1);
      text += decoder.write(bytes);
      if (text.includes('\r\n')) {
        text = text.replaceAll('\r\n', '\n');
        searchFrom = 0;
      }
      const frames: ServerEvent[] = [];
      let begin = 0;
      for (let end = text.indexOf('\n\n', searchFrom); end >= 0; end = text.indexOf('\n\n', begin)) {
        const frame = frameOf(text.slice(begin, end));
        if (frame) frames.push(frame);
        begin = end + 2;
      }
      text = text.slice(begin);
      if (text.length > maxFrameCharacters) throw new Error('sent an event without an end');
      return frames;
    },
  };
}

const usualBeginning = 'event: next\ndata: ';

function frameOf(text: string): ServerEvent | null {
  // Nearly all are of this form, and each is looked at for each reader.
  if (text.startsWith(usualBeginning) && !text.includes('\n', usualBeginning.length)) {
    return { event: 'next', data: text.slice(usualBeginning.length) };
  }
  let event = 'message';
  let data: string | null = null;
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    if (name !== 'event' && name !== 'data') continue;
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'event') event = value;
    else data = data === null ? value : `${data}\n${value}`;
  }
  return data === null && event === 'message' ? null : { event, data: data ?? '' };
}
