import type { Logger } from '../../services/shared/logger.ts';
import type { GatewayRedis } from '../redis.ts';
import { cachePrefix } from './cache.store.ts';

/** What was taken away: one key, or everything that begins so. */
export type Clearing = { key: string } | { prefix: string };

export type CacheChannel = {
  /** Returns at once; who does not hear it empties its memory when it hears again. */
  tell(clearing: Clearing): void;
  close(): void;
};

type ChannelParts = {
  redis: GatewayRedis;
  logger: Logger;
  /** One for all gateways that share a cache. */
  name?: string;
  onClearing(clearing: Clearing): void;
  /** From here on every clearing is heard; earlier ones may have been missed. */
  onHearing(): void;
};

/** How gateways that share a cache tell each other what was taken away. It takes a connection of its own. */
export function openCacheChannel(parts: ChannelParts): CacheChannel {
  const { redis, logger, name = 'gateway:cache:cleared:v1', onClearing, onHearing } = parts;
  const ear = redis.duplicate();
  let isClosed = false;
  // The connection that commands go by tells of outages; without a listener the library writes to the console.
  ear.on('error', (error) => logger.debug({ reason: error.message }, 'the channel of the cache'));
  ear.on('ready', () => {
    ear.subscribe(name).then(onHearing, () => {
      // Broken off, to be "ready" again; not when it was closed meanwhile.
      if (!isClosed) ear.disconnect(true);
    });
  });
  ear.on('message', (_channel, text: string) => {
    const clearing = readClearing(text);
    if (clearing) onClearing(clearing);
  });

  return {
    tell(clearing) {
      redis.publish(name, JSON.stringify(clearing)).catch(() => {});
    },
    close() {
      isClosed = true;
      ear.disconnect();
    },
  };
}

function readClearing(text: string): Clearing | null {
  try {
    const { key, prefix } = JSON.parse(text);
    const isOurs = (name: unknown): name is string =>
      typeof name === 'string' && name.startsWith(cachePrefix);
    if (isOurs(key)) return { key };
    return isOurs(prefix) ? { prefix } : null;
  } catch {
    return null;
  }
}
