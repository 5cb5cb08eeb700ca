import { Redis } from 'ioredis';
import { Gauge, type Registry } from 'prom-client';
import type { Logger } from '../services/shared/logger.ts';
import { metricPrefix } from '../services/shared/metrics.ts';

type ConnectionParts = {
  logger: Logger;
  /** From 0 to below 1; Math.random when absent. */
  random?(): number;
};

export type GatewayRedis = Redis;

const firstPauseMs = 50;
const longestPauseMs = 2_000;

/**
 * The gateway's one connection to Redis, for whatever can do without: a command fails at once while Redis is away, after
 * two seconds when it hangs, and is never sent twice. The connection comes back by itself.
 * @param url redis:// or, over TLS, rediss://
 */
export function connectGatewayRedis(url: string, { logger, random = Math.random }: ConnectionParts): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    // A counter that was sent again might count twice.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 2_000,
    connectTimeout: 2_000,
    disconnectTimeout: 500,
    retryStrategy: (attempt) => pauseMs(attempt, random),
  });
  let away = false;
  const tellOnce = (reason: string) => {
    if (!away) logger.warn({ reason }, 'Redis is away');
    away = true;
  };
  // Only the text: the error of a refused password holds the command with it.
  redis.on('error', ({ message }: Error) => tellOnce(message));
  redis.on('reconnecting', () => tellOnce('the connection was closed'));
  redis.on('ready', () => {
    if (away) logger.info('Redis is back');
    away = false;
  });
  return redis;
}

/** Tells in the numbers whether the connection stands. */
export function watchRedis(redis: Redis, register: Registry): void {
  new Gauge({
    name: `${metricPrefix}redis_up`,
    help: '1 while the connection to Redis stands; absent where no Redis is set',
    registers: [register],
    collect() {
      this.set(redis.status === 'ready' ? 1 : 0);
    },
  });
}

/**
 * How long to wait before the next attempt: twice as long each time, at most 2 s, and differently on every machine, so
 * that they do not all come at once.
 */
export function pauseMs(attempt: number, random: () => number): number {
  const longest = Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs);
  return Math.round(longest * (0.5 + random() / 2));
}

/**
 * The outcome of a command, unless Redis is silent for too long. A process that was busy sees its timers before the answers
 * that came meanwhile. They get one more turn, or a moment's work of ours would pass for a silence of Redis.
 * @throws Error when it is silent, else what the command failed by
 */
export function inTime<Result>(command: Promise<Result>, deadlineMs: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => setImmediate(reject, new Error('Redis is silent')), deadlineMs);
    command.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
