import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Logger } from '../../shared/logger.ts';
import { happeningJson } from './answer.json.ts';
import type { AnswerEvent } from './answer.ts';
import { streamTtlSeconds } from './stream-keys.ts';
import type { Track } from './track.ts';

/** An event as it stands in a stream; its sequence is the entry's id. */
export function entryOf({ sequence: _, answerId: __, ...happening }: AnswerEvent): string {
  return JSON.stringify(happening);
}

export function eventOf(answerId: string, id: string, entry: string): AnswerEvent {
  return { sequence: Number.parseInt(id, 10), answerId, ...happeningJson.parse(JSON.parse(entry)) };
}

/**
 * Adds events behind those that stand and returns how many stand then. What stands already is compared: a batch whose
 * answer was lost on the way is sent again. Fewer than the first one's predecessors: they were lost, all come again.
 */
const addEvents = `
local key, ttl, first, over = KEYS[1], ARGV[1], tonumber(ARGV[2]), ARGV[3]
local top = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
local last = top and tonumber(string.match(top[1], '^%d+')) or 0
local ended = top and string.match(top[1], '%-1$') ~= nil
if first > last + 1 then return last end
for at = 4, #ARGV do
  local sequence = first + at - 4
  local id = string.format('%d-0', sequence)
  if sequence > last then
    if ended then return -1 end
    redis.call('XADD', key, id, 'event', ARGV[at])
    last = sequence
  else
    local there = redis.call('XRANGE', key, id, id)[1]
    if not there or there[2][2] ~= ARGV[at] then return -1 end
  end
end
if over == '1' and not ended then redis.call('XADD', key, string.format('%d-1', last), 'end', '1') end
redis.call('EXPIRE', key, ttl)
return last`;

const batchSize = 200;
const slowestRetryMs = 2_000;
/** After that long without Redis a finished answer is read from PostgreSQL alone. */
const patienceMs = 60_000;

export type StreamWriter = {
  /** Something was added to the track, or it has ended. Never waits for Redis. */
  changed(): void;
  /** Resolves once nothing is left to write, or when it has given up. */
  settled(): Promise<void>;
  /** Whether another process has written to the stream. */
  readonly taken: boolean;
  abandon(): void;
};

/**
 * Copies a track of this process to its stream, in order and without gaps, for as long as Redis needs to come back.
 * @param written how many events the stream holds already
 */
export function makeStreamWriter(
  { redis, logger }: { redis: Redis; logger: Logger },
  key: string,
  track: Track,
  written: number,
): StreamWriter {
  let writing: Promise<void> | null = null;
  let endWritten = false;
  let taken = false;
  let abandoned = false;

  const isBehind = () => !abandoned && !taken && (written < track.length || (track.ended && !endWritten));

  async function writeBatch(): Promise<void> {
    const batch = track.slice(written, batchSize);
    const over = track.ended && written + batch.length === track.length;
    const parameters = [streamTtlSeconds, written + 1, over ? '1' : '0', ...batch.map(entryOf)];
    const stands = Number(await redis.eval(addEvents, 1, key, ...parameters));
    if (stands < 0) {
      taken = true;
      logger.warn({ key }, 'another process has written to this log');
      return;
    }
    written = stands;
    endWritten = over && written === track.length;
  }

  async function write(): Promise<void> {
    let failingSince = 0;
    let waitMs = 100;
    while (isBehind()) {
      try {
        await writeBatch();
        failingSince = 0;
        waitMs = 100;
      } catch (error) {
        failingSince ||= performance.now();
        if (waitMs === 100) logger.warn({ err: error }, 'the answer log can not be written to Redis');
        if (track.ended && performance.now() - failingSince > patienceMs) return;
        await pause(waitMs, undefined, { ref: false });
        waitMs = Math.min(waitMs * 2, slowestRetryMs);
      }
    }
  }

  return {
    changed() {
      writing ??= write().finally(() => {
        writing = null;
      });
    },
    settled: async () => {
      await writing;
    },
    get taken() {
      return taken;
    },
    abandon() {
      abandoned = true;
    },
  };
}
