import type { Redis } from 'ioredis';
import { type KeyLookup, longestLookBackS } from '../services/shared/key-lookup.ts';
import type { Logger } from '../services/shared/logger.ts';
import { hearRevocations } from '../services/shared/revocations.ts';
import type { KeyRing } from './keys.ts';
import { beforeAbort } from './subgraph.failure.ts';

type RevocationParts = {
  ring: Pick<KeyRing, 'revoke' | 'isEmpty'>;
  lookup: Pick<KeyLookup, 'revokedWithin' | 'onRevoked'>;
  /** A connection of its own, over which other processes tell at once; null: they are asked alone. */
  redis: Redis | null;
  /** Pause between two questions in milliseconds; 5000 when absent. */
  pollMs?: number;
  /** Milliseconds from any start; the process's own when absent. */
  clock?: { now(): number };
  logger: Logger;
  /** For tests: see `hearRevocations`. */
  channel?: string;
};

export type Revocations = {
  /** Asks now for what was revoked since the last time. Never rejects. */
  look(): Promise<void>;
  /** Resolves when a running question has ended; closes the connection. */
  close(): Promise<void>;
};

/**
 * Longer than a look-up takes from its reading to its arrival here, and than a revocation from its instant to its
 * commit: what falls in between is asked for twice.
 */
const overlapMs = 30_000;
const lookTimeoutMs = 2_000;

/**
 * Keeps a ring free of revoked keys. One revoked in this process is told at once, one told over Redis a moment later;
 * since messages get lost, and a command beside the server may know no Redis, a short poll goes on in either case. It
 * costs nothing while no key is held.
 */
export function followRevocations(parts: RevocationParts): Revocations {
  const { ring, lookup, redis, pollMs = 5_000, clock = performance, logger, channel } = parts;
  let coveredUntil = clock.now();
  let failing = false;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const now = clock.now();
    if (!ring.isEmpty()) {
      const backMs = now - coveredUntil + overlapMs;
      const seconds = Math.min(Math.ceil(backMs / 1_000), longestLookBackS);
      try {
        for (const id of await revokedWithin(seconds)) ring.revoke(id);
      } catch (err) {
        if (!failing) logger.warn({ err }, 'access could not be asked for revoked keys');
        failing = true;
        return;
      }
      if (failing) logger.info('access can be asked for revoked keys again');
      failing = false;
    }
    coveredUntil = now;
  }

  function revokedWithin(seconds: number): Promise<string[]> {
    const signal = AbortSignal.timeout(lookTimeoutMs);
    return beforeAbort('access', signal, () => lookup.revokedWithin(seconds, signal));
  }

  // The next look is set when the last has ended, so that a slow access never gathers a queue of them.
  function schedule(): void {
    if (closed) return;
    timer = setTimeout(() => {
      looking = look().then(schedule);
    }, pollMs);
    timer.unref();
  }

  lookup.onRevoked?.((id) => ring.revoke(id));
  if (redis) hearRevocations({ redis, logger, channel }, (id) => ring.revoke(id));
  schedule();
  return {
    look,
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      await looking;
      redis?.disconnect();
    },
  };
}
