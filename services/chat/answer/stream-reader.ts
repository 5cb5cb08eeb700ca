import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Logger } from '../../shared/logger.ts';
import type { StreamKeys } from './stream-keys.ts';
import { eventOf } from './stream-writer.ts';
import { makeTrack, type Track } from './track.ts';

/** One read waits no longer than this; a connection that says nothing for twice as long is given up. */
const blockMs = 15_000;
const retryMs = 250;

type Entry = [id: string, fields: string[]];
export type Notice = { kind: 'stop' | 'removed'; answerId: string };

export type StreamReader = {
  /** The answer's events as they come in; shared by all its readers in this process, gone with the last one. */
  follow(answerId: string): Track;
  close(): Promise<void>;
};

/**
 * Reads all streams that anybody in this process follows over one connection, and hears the notices.
 * @param blocking a connection that nothing else uses
 * @param redis for what has to get through while the other one waits
 */
export function makeStreamReader(
  { blocking, redis, logger, keys }: { blocking: Redis; redis: Redis; logger: Logger; keys: StreamKeys },
  hear: (notice: Notice) => void,
): StreamReader {
  const followed = new Map<string, Track>();
  let noticesFrom: string | null = null;
  let wakeFrom = '0-0';
  let closed = false;

  // A read that is waiting knows nothing of a stream that somebody has begun to follow since.
  const wake = () => {
    const told = redis.multi().xadd(keys.wake, 'MAXLEN', 1, '*', 'wake', '1').expire(keys.wake, 60).exec();
    told.catch(() => {});
  };

  function takeNotice(fields: string[]): void {
    const [kind, answerId = ''] = fields;
    if (kind === 'removed') followed.get(answerId)?.end();
    if (kind === 'stop' || kind === 'removed') hear({ kind, answerId });
  }

  function takeEntries(stream: string, entries: Entry[], answerOf: ReadonlyMap<string, string>): void {
    const last = entries.at(-1)?.[0];
    if (stream === keys.wake) wakeFrom = last ?? wakeFrom;
    else if (stream === keys.notices) {
      noticesFrom = last ?? noticesFrom;
      for (const [, fields] of entries) takeNotice(fields);
    } else takeEvents(answerOf.get(stream) ?? '', entries);
  }

  function takeEvents(answerId: string, entries: Entry[]): void {
    const track = followed.get(answerId);
    for (const [id, [name, entry = '']] of entries) {
      if (name === 'end') track?.end();
      else track?.push(eventOf(answerId, id, entry));
    }
  }

  async function read(): Promise<void> {
    noticesFrom ??= (await blocking.xrevrange(keys.notices, '+', '-', 'COUNT', 1))[0]?.[0] ?? '0-0';
    const open = [...followed].filter(([, track]) => !track.ended);
    const answerOf = new Map(open.map(([answerId]) => [keys.answer(answerId), answerId]));
    const from = [noticesFrom, wakeFrom, ...open.map(([, track]) => `${track.length}-0`)];
    const streams = [keys.notices, keys.wake, ...answerOf.keys()];
    const silent = setTimeout(() => blocking.disconnect(true), 2 * blockMs).unref();
    try {
      const reply = await blocking.xread('COUNT', 500, 'BLOCK', blockMs, 'STREAMS', ...streams, ...from);
      for (const [stream, entries] of reply ?? []) takeEntries(stream, entries, answerOf);
    } finally {
      clearTimeout(silent);
    }
  }

  async function readAll(): Promise<void> {
    let failing = false;
    while (!closed) {
      try {
        await read();
        failing = false;
      } catch (error) {
        if (closed) return;
        if (!failing) logger.warn({ err: error }, 'the answer log can not be read from Redis');
        failing = true;
        await pause(retryMs, undefined, { ref: false });
      }
    }
  }

  const reading = readAll();

  return {
    follow(answerId) {
      const found = followed.get(answerId);
      if (found) return found;
      const track = makeTrack(() => followed.get(answerId) === track && followed.delete(answerId));
      followed.set(answerId, track);
      wake();
      return track;
    },
    async close() {
      closed = true;
      for (const track of followed.values()) track.end();
      blocking.disconnect();
      // A connection that never stood leaves its commands without an answer.
      await Promise.race([reading, pause(retryMs)]);
    },
  };
}
