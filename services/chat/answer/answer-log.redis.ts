import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { AnswerEvent, AnswerHappening } from './answer.ts';
import type { AnswerLog } from './answer-log.ts';
import { streamKeys } from './stream-keys.ts';
import { makeStreamReader } from './stream-reader.ts';
import { eventOf, makeStreamWriter, type StreamWriter } from './stream-writer.ts';
import { makeTrack, type Track } from './track.ts';

type RedisLogParts = {
  redis: Redis;
  /** A second connection, which spends its life waiting. */
  blocking: Redis;
  logger: Logger;
  /** In front of every key; "chat" when absent. */
  prefix?: string;
};

type Written = { track: Track; writer: StreamWriter };

/** How long a finished answer is served from this process's own memory. */
const keepMs = 60_000;
const notices = 1_000;
/** Longer than any answer is made. */
const tombstoneMs = 10 * 60_000;
/** A caller doesn't wait longer for Redis to tell what stands. */
const lookMs = 2_000;

/**
 * The log that several machines share. Readers in the process that makes an answer read its memory; Redis is what
 * the others read. While Redis is away the answer goes on, and everything is written once it is back.
 */
export function makeRedisLog({ redis, blocking, logger, prefix = 'chat' }: RedisLogParts): AnswerLog {
  const keys = streamKeys(prefix, randomBytes(9).toString('base64url'));
  const own = new Map<string, Written>();
  const removed = new Set<string>();
  const stopListeners: ((answerId: string) => void)[] = [];
  const reader = makeStreamReader({ blocking, redis, logger, keys }, ({ kind, answerId }) => {
    if (kind === 'stop') for (const listener of stopListeners) listener(answerId);
    else drop(answerId);
  });

  function drop(answerId: string): void {
    own.get(answerId)?.writer.abandon();
    own.get(answerId)?.track.end();
    own.delete(answerId);
    // Its writer may not have heard yet, and nothing of a deleted answer may come back
    removed.add(answerId);
    setTimeout(() => removed.delete(answerId), tombstoneMs).unref();
  }

  async function stream(answerId: string): Promise<{ events: AnswerEvent[]; ended: boolean }> {
    const entries = await within(lookMs, redis.xrange(keys.answer(answerId), '-', '+'));
    const events = entries.flatMap(([id, [name, entry = '']]) =>
      name === 'event' ? eventOf(answerId, id, entry) : [],
    );
    return { events, ended: entries.at(-1)?.[1][0] === 'end' };
  }

  /** Begins to write here: a new log, or one whose writer is gone. */
  async function adopt(answerId: string, first: AnswerHappening | null): Promise<Written> {
    const track = makeTrack();
    const found = first?.kind === 'STARTED' ? null : await stream(answerId);
    for (const event of found?.events ?? []) track.push(event);
    if (found?.ended) track.end();
    const written = {
      track,
      writer: makeStreamWriter({ redis, logger }, keys.answer(answerId), track, track.length),
    };
    own.set(answerId, written);
    return written;
  }

  async function tell(kind: 'stop' | 'removed', answerId: string): Promise<void> {
    await within(lookMs, redis.xadd(keys.notices, 'MAXLEN', '~', notices, '*', kind, answerId));
  }

  return {
    async append(answerId, happening) {
      if (removed.has(answerId)) throw new AppError('CONFLICT', `answer ${answerId} was removed`);
      const { track, writer } = own.get(answerId) ?? (await adopt(answerId, happening));
      if (track.ended || writer.taken) {
        throw new AppError('CONFLICT', `the log of answer ${answerId} has ended or is another process's`);
      }
      const event = { sequence: track.length + 1, answerId, ...happening };
      track.push(event);
      writer.changed();
      return event;
    },
    read(answerId, afterSequence, signal) {
      const track = own.get(answerId)?.track ?? reader.follow(answerId);
      return track.read(afterSequence, signal);
    },
    isRunningHere(answerId) {
      const written = own.get(answerId);
      if (!written) return false;
      const { track, writer } = written;
      return track.length > 0 && !track.ended && !writer.taken;
    },
    standing: async (answerId) => own.get(answerId)?.track.slice(0) ?? (await stream(answerId)).events,
    async end(answerId) {
      if (removed.has(answerId)) return;
      const { track, writer } = own.get(answerId) ?? (await adopt(answerId, null));
      track.end();
      writer.changed();
      const forget = async () => {
        await writer.settled();
        own.delete(answerId);
      };
      setTimeout(forget, keepMs).unref();
    },
    async remove(answerId) {
      drop(answerId);
      await within(lookMs, redis.del(keys.answer(answerId)));
      await tell('removed', answerId);
    },
    async requestStop(answerId) {
      await tell('stop', answerId);
    },
    onStopRequest: (listener) => void stopListeners.push(listener),
    async close() {
      const settled = Promise.all([...own.values()].map(({ writer }) => writer.settled()));
      await within(lookMs, settled).catch(() =>
        logger.warn('the answer log was closed before Redis had it all'),
      );
      for (const { track, writer } of own.values()) {
        writer.abandon();
        track.end();
      }
      await reader.close();
      redis.disconnect();
    },
  };
}

/** @throws AppError GATEWAY_TIMEOUT when Redis takes longer, DOWNSTREAM_SERVICE_ERROR when it fails */
async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError('GATEWAY_TIMEOUT', 'Redis gave no answer in time')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('DOWNSTREAM_SERVICE_ERROR', 'Redis failed', { cause });
  } finally {
    clearTimeout(timer);
  }
}
