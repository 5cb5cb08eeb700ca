import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Logger } from '../services/shared/logger.ts';
import { untilAborted } from './execute/events.ts';
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
export async function sendEventStream(stream: EventStream): Promise<void> {
  const { reply, frames, leave, signal, times, streams, logger } = stream;
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  raw.writeHead(200, streamHeaders);
  const forget = streams.add(leave);
  // Sent at once, since some browsers don't believe in a stream before its first byte.
  raw.write(comment);
  const heartbeat = setInterval(() => {
    if (!raw.writableNeedDrain) raw.write(comment);
  }, times.heartbeatMs);
  try {
    for await (const frame of untilAborted(frames, signal)) {
      if (frame === '') continue;
      streams.counts.event();
      if (raw.write(frame) || (await isDrained(raw, times.stallMs))) continue;
      streams.counts.stalled();
      logger.info({ requestId: reply.request.id }, 'a reader was too slow and is closed');
      raw.write(stream.stalledFrame);
      cutLater(raw, times.farewellMs);
      return;
    }
    const last = signal.aborted ? '' : stream.lastFrame();
    if (last !== '') raw.write(last);
  } catch (error) {
    logger.error({ requestId: reply.request.id, err: error }, 'a stream broke off');
  } finally {
    clearInterval(heartbeat);
    forget();
    leave();
    raw.end();
  }
}

/** Whether the reader has taken all that was written; a reader that has left waits for nothing. */
function isDrained(raw: ServerResponse, stallMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(false), stallMs);
    const onDrain = () => settle(true);
    function settle(drained: boolean): void {
      clearTimeout(timer);
      raw.off('drain', onDrain).off('close', onDrain);
      resolve(drained);
    }
    raw.once('drain', onDrain).once('close', onDrain);
  });
}

function cutLater(raw: ServerResponse, afterMs: number): void {
  const timer = setTimeout(() => raw.destroy(), afterMs);
  raw.once('close', () => clearTimeout(timer));
}
