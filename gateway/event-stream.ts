import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Logger } from '../services/shared/logger.ts';
import type { PulledEvents, Puller } from '../services/shared/pulled-events.ts';
import { untilAborted } from './execute/events.ts';
import { FrameWriter } from './frame-writer.ts';
import type { OpenStreams } from './open-streams.ts';

export type StreamTimes = {
  /** How long a reader may leave what it was sent unread. */
  stallMs: number;
  /** Pause between two signs of life to a reader of a quiet stream. */
  heartbeatMs: number;
  /** How long a whole answer may take that somebody waits for. */
  answerMs: number;
  /** How long one reading of an answer may take. */
  streamMs: number;
  /** How long a reader that was too slow has for reading why it is closed. */
  farewellMs: number;
};

export type EventStream = {
  reply: FastifyReply;
  /** Frames of text, made one at a time as the reader takes them; an empty one is not sent. */
  frames: AsyncIterable<string>;
  /** Said at the end when the frames end by themselves, not when the stream is broken off. */
  lastFrame(): string;
  /** Ends what the frames are made from; called when the stream is over for whatever reason. */
  leave(): void;
  /** Aborted when the reader has left, or when `leave` was called. */
  signal: AbortSignal;
  /** What a reader that was too slow is told. */
  stalledFrame: string;
  times: StreamTimes;
  streams: OpenStreams;
  logger: Logger;
};

const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

const comment = ':\n\n';

/**
 * Writes server-sent events: no faster than they are read, so that nothing piles up here. One that reads nothing for
 * too long is told so and closed. Resolves when the stream is over.
 */
export function sendEventStream(stream: EventStream): Promise<void> {
  const { reply } = stream;
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  raw.writeHead(200, streamHeaders);
  // Sent at once, since some browsers don't believe in a stream before its first byte.
  raw.write(comment);
  return new Promise((resolve) => new SentStream(stream, resolve).ask());
}

class SentStream implements Puller<string> {
  private readonly frames: PulledEvents<string>;
  private readonly writer: FrameWriter;
  private readonly heartbeat: NodeJS.Timeout;
  private readonly forget: () => void;
  /** Asked for a frame that is not there yet. */
  private isWaiting = false;
  private isAsking = false;
  /** The reader has to read first. */
  private isHeldUp = false;
  private hasEnded = false;
  /** Said before the end. */
  private last = '';

  constructor(
    private readonly stream: EventStream,
    private readonly resolve: () => void,
  ) {
    const { reply, frames, signal, times, streams, leave } = stream;
    this.frames = untilAborted(frames, signal);
    this.writer = new FrameWriter(reply.raw);
    this.forget = streams.add(leave);
    this.heartbeat = setInterval(() => {
      if (this.writer.isHeldUp) return;
      this.writer.add(comment);
      this.writer.flush();
    }, times.heartbeatMs);
  }

  /** Asks for frames until one is not there at once, and writes those that were together. */
  ask(): void {
    this.isAsking = true;
    // A loop: what is there is given within the asking, and a thousand of them are not to stand upon each other.
    while (!this.isWaiting && !this.isHeldUp && !this.hasEnded) {
      this.isWaiting = true;
      this.frames.pull(this);
      if (this.writer.isFull) this.flush();
    }
    this.isAsking = false;
    this.flush();
    if (this.hasEnded && !this.isHeldUp) this.close();
  }

  event(frame: string): void {
    if (this.hasEnded) return;
    this.isWaiting = false;
    if (frame !== '') {
      this.stream.streams.counts.event();
      this.writer.add(frame);
    }
    if (!this.isAsking) this.ask();
  }

  end(): void {
    if (this.hasEnded) return;
    if (!this.stream.signal.aborted) this.last = this.stream.lastFrame();
    this.endFrames();
  }

  fail(reason: unknown): void {
    const { logger, reply } = this.stream;
    logger.error({ requestId: reply.request.id, err: reason }, 'a stream broke off');
    this.endFrames();
  }

  private endFrames(): void {
    this.isWaiting = false;
    this.hasEnded = true;
    if (!this.isAsking) this.ask();
  }

  private flush(): void {
    if (this.isHeldUp || this.writer.flush()) return;
    this.isHeldUp = true;
    void this.writer.drained(this.stream.times.stallMs).then((isDrained) => {
      this.isHeldUp = false;
      if (isDrained) this.ask();
      else this.closeSlow();
    });
  }

  private closeSlow(): void {
    const { streams, logger, reply, stalledFrame, times } = this.stream;
    streams.counts.stalled();
    logger.info({ requestId: reply.request.id }, 'a reader was too slow and is closed');
    this.hasEnded = true;
    this.last = stalledFrame;
    cutLater(reply.raw, times.farewellMs);
    this.close();
  }

  private close(): void {
    this.writer.add(this.last);
    this.writer.flush();
    clearInterval(this.heartbeat);
    this.forget();
    this.stream.leave();
    this.stream.reply.raw.end();
    this.resolve();
  }
}

function cutLater(raw: ServerResponse, afterMs: number): void {
  const timer = setTimeout(() => raw.destroy(), afterMs);
  raw.once('close', () => clearTimeout(timer));
}
