import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { inTime } from '../redis.ts';
import type { Allowance } from './quota.ts';
import type { Count } from './quota.windows.ts';

/** Counters that every process of the gateway shares. */
export type SharedWindows = {
  /** False while Redis is away, and for a second after it has failed. */
  isReachable(): boolean;
  /** @throws what Redis failed by */
  take(name: string, units: number, allowance: Allowance): Promise<Count>;
  /** @throws what Redis failed by */
  giveBack(name: string, units: number, allowance: Allowance): Promise<unknown>;
};

type SharedParts = {
  redis: Redis;
  /** Before every key. */
  keyPrefix?: string;
  /** Milliseconds since 1970; the system's when absent. */
  now?(): number;
};

/** How long Redis may take to count; given up too early, units that it has taken would be given again. */
const deadlineMs = 500;

/** A Redis that hangs costs one request its wait, not every one. */
const restMs = 1_000;

/**
 * In place of the library's script, which counts refused units as well: an operation too dear for what is left would
 * take that from the cheaper ones behind it. What comes back is what would be used, so that the library still refuses it.
 */
const takeScript = `
local used = tonumber(redis.call('get', KEYS[1]) or '0') + tonumber(ARGV[1])
if tonumber(ARGV[1]) < 0 then
  if redis.call('exists', KEYS[1]) == 1 and used >= 0 then redis.call('incrby', KEYS[1], ARGV[1]) end
elseif used <= tonumber(ARGV[3]) and tonumber(ARGV[1]) > 0 then
  redis.call('set', KEYS[1], '0', 'EX', ARGV[2], 'NX')
  redis.call('incrby', KEYS[1], ARGV[1])
end
local left = redis.call('pttl', KEYS[1])
if left < 0 then left = 1000 * ARGV[2] end
return {used, left}`;

/** Counts in Redis, each time in one step. The script is the connection's: no other limiter may share it. */
export function makeSharedWindows({
  redis,
  keyPrefix = 'quota',
  now = Date.now,
}: SharedParts): SharedWindows {
  // One for each limit and window there is; they hold no counters.
  const limiters = new Map<string, RateLimiterRedis>();
  let restUntilMs = 0;

  function limiterOf({ limit, windowSeconds }: Allowance): RateLimiterRedis {
    const name = `${limit}/${windowSeconds}`;
    const known = limiters.get(name);
    if (known) return known;
    const limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix,
      points: limit,
      duration: windowSeconds,
      customIncrTtlLuaScript: takeScript,
    });
    limiters.set(name, limiter);
    return limiter;
  }

  return {
    isReachable: () => redis.status === 'ready' && now() >= restUntilMs,
    giveBack: (name, units, allowance) => inTime(limiterOf(allowance).reward(name, units), deadlineMs),
    async take(name, units, allowance) {
      try {
        const taken = await inTime(limiterOf(allowance).consume(name, units), deadlineMs);
        return { admitted: true, used: taken.consumedPoints, resetAtMs: now() + taken.msBeforeNext };
      } catch (failure) {
        if (failure instanceof RateLimiterRes) {
          const used = failure.consumedPoints - units;
          return { admitted: false, used, resetAtMs: now() + failure.msBeforeNext };
        }
        restUntilMs = now() + restMs;
        throw failure;
      }
    },
  };
}
