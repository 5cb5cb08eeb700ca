import type { Redis } from 'ioredis';
import type { Logger } from './logger.ts';

/** Where processes of ours tell each other the ids of keys that were revoked. */
const usualChannel = 'access:revoked:v1';
const keyId = /^[\da-f]{32}$/;

export type RevocationTeller = {
  /** Returns at once. A message that gets lost is found by those who ask what was revoked lately. */
  tell(id: string): void;
  /** Resolves when all is told or given up; closes the connection. */
  close(): Promise<void>;
};

type Parts = {
  redis: Redis;
  logger: Logger;
  /** For tests. */
  channel?: string;
};

export function makeRevocationTeller({ redis, logger, channel = usualChannel }: Parts): RevocationTeller {
  const running = new Set<Promise<unknown>>();
  return {
    tell(id) {
      const telling = redis
        .publish(channel, id)
        .catch((err) => logger.warn({ err }, 'a revocation could not be told over Redis'))
        .finally(() => running.delete(telling));
      running.add(telling);
    },
    async close() {
      await Promise.all(running);
      redis.disconnect();
    },
  };
}

/**
 * Hears of revocations for as long as the connection lives, also over a Redis that comes later or goes and comes back.
 * @param redis a connection that nothing else uses
 */
export function hearRevocations(
  { redis, logger, channel = usualChannel }: Parts,
  listener: (id: string) => void,
): void {
  const subscribe = () => {
    redis
      .subscribe(channel)
      .catch((err) => logger.warn({ err }, 'revocations could not be subscribed to over Redis'));
  };
  redis.on('message', (_channel, id: string) => {
    if (keyId.test(id)) listener(id);
  });
  if (redis.status === 'ready') subscribe();
  redis.on('ready', subscribe);
}
