import { notePassages, nothingSeen, type WireEvent, wireSources } from './chat.wire.ts';

type FrameParts = {
  /** The last event that the reader has; what came up to it is counted and not sent again. */
  after: number;
  /** What the reader hands back to resume behind an event. */
  idOf(sequence: number): string;
  /** Milliseconds since 1970. */
  now(): number;
};

export type WireFrames = {
  /** The frames that an event becomes; empty for one that old clients don't know. */
  of(event: WireEvent): string;
  /** Says that the answer did not come to its end, then ends; never both in one frame, or the first would be missed. */
  failed(message: string): string;
  isOver(): boolean;
};

/** Makes the frames of the old stream, in their order: texts, sources, done. `sequenceNumber` counts the texts. */
export function makeWireFrames({ after, idOf, now }: FrameParts): WireFrames {
  const startedAt = now();
  const seen = nothingSeen();
  let texts = 0;
  let over = false;

  const stamp = () => ({ sequenceNumber: texts, timestamp: now() / 1_000 });

  function ended(...frames: string[]): string {
    over = true;
    return frames.join('');
  }

  function done(id?: string): string {
    const streamDuration = Math.round(now() - startedAt) / 1_000;
    return frame({ done: true, ...stamp(), streamDuration }, id);
  }

  return {
    of(event) {
      switch (event.__typename) {
        case 'PassagesRetrieved':
          notePassages(seen, event.passages);
          return '';
        case 'TextDelta':
          texts += 1;
          if (event.sequence <= after) return '';
          return frame({ text: event.text, ...stamp() }, idOf(event.sequence));
        case 'AnswerCompleted': {
          const sources = wireSources(event, seen);
          // Without an id: a reader that has only these comes back for the rest.
          return ended(sources ? frame({ sources }) : '', done(idOf(event.sequence)));
        }
        case 'AnswerFailed':
          return ended(frame({ error: event.message, ...stamp() }), done(idOf(event.sequence)));
        default:
          return '';
      }
    },
    failed: (message) => ended(frame({ error: message, ...stamp() }), done()),
    isOver: () => over,
  };
}

export function frame(content: object, id?: string): string {
  const data = `data: ${JSON.stringify(content)}\n\n`;
  return id === undefined ? data : `id: ${id}\n${data}`;
}
