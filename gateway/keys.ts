import { LRUCache } from 'lru-cache';
import { apiKeyHash, isApiKey } from '../services/shared/api-key.ts';
import type { Caller } from '../services/shared/caller.ts';
import { AppError } from '../services/shared/errors.ts';
import type { KeyLookup, KnownKey } from '../services/shared/key-lookup.ts';
import { beforeAbort } from './subgraph.failure.ts';

/** The API keys that the gateway has lately seen, and who holds them. */
export type KeyRing = {
  /**
   * The caller who holds a key: at once for one that was lately seen, else when access has answered.
   * @param secret as the caller sent it
   * @returns null for what is no key, or no longer one
   * @throws (rejects) while access can't be asked: DOWNSTREAM_SERVICE_ERROR or GATEWAY_TIMEOUT for a key not lately
   *   seen; RATE_LIMITED while very many others are being asked for
   */
  callerOf(secret: string): Caller | null | Promise<Caller | null>;
  /** Forgets a key for good. @param id of the key, not its hash */
  revoke(id: string): void;
  /** Whether there is nothing that a revocation would concern. */
  isEmpty(): boolean;
};

type KeyRingParts = {
  lookup: Pick<KeyLookup, 'find'>;
  /** Milliseconds from any start; the process's own when absent. */
  clock?: { now(): number };
  /** How long a key is taken to hold without asking, in milliseconds. */
  ttlMs?: number;
  /** How long a text is taken for no key. */
  unknownTtlMs?: number;
  /** How long a key that held is let in while access can't be asked. */
  staleMs?: number;
  /** How long access is left alone after it failed. */
  retryMs?: number;
  /** How long access may take for an answer. */
  lookupTimeoutMs?: number;
};

type Held = { caller: Caller; keyId: string; askedAt: number };

/** Each costs a few hundred bytes; only a flood comes near. */
const mostKeys = 10_000;
const mostTexts = 1_000;
/** More at a time come only of guessing; access is not to be flooded with that. */
const mostAsking = 64;

/** Asks for each key once a minute while it is in use, and knows it in between. Bounded, whatever callers send. */
export function makeKeyRing(parts: KeyRingParts): KeyRing {
  const { lookup, clock = performance, ttlMs = 60_000, unknownTtlMs = 10_000 } = parts;
  const { staleMs = 600_000, retryMs = 1_000, lookupTimeoutMs = 2_000 } = parts;
  /** From this age on a key that is used is asked for again, so that nobody waits for the answer. */
  const refreshMs = ttlMs * 0.75;
  const hashes = new LRUCache<string, string>({ max: mostTexts });
  const held = new LRUCache<string, Held>({ max: mostKeys });
  // Apart, so that made-up keys push out no real ones.
  const unknown = new LRUCache<string, true>({
    max: mostKeys,
    ttl: unknownTtlMs,
    perf: clock,
    ttlResolution: 0,
  });
  const revoked = new LRUCache<string, true>({ max: mostKeys });
  const asking = new Map<string, Promise<Caller | null>>();
  let failedAt = Number.NEGATIVE_INFINITY;

  function hashOf(secret: string): string {
    let hash = hashes.get(secret);
    if (hash === undefined) {
      hash = apiKeyHash(secret);
      hashes.set(secret, hash);
    }
    return hash;
  }

  /** What access said; a key that was revoked while it answered is none. */
  function take(hash: string, key: KnownKey | null, askedAt: number): Caller | null {
    if (key === null || revoked.has(key.id)) {
      held.delete(hash);
      unknown.set(hash, true);
      return null;
    }
    const caller = callerWith(key);
    held.set(hash, { caller, keyId: key.id, askedAt });
    return caller;
  }

  async function find(hash: string): Promise<Caller | null> {
    const askedAt = clock.now();
    try {
      const signal = AbortSignal.timeout(lookupTimeoutMs);
      return take(hash, await beforeAbort('access', signal, () => lookup.find(hash, signal)), askedAt);
    } catch (error) {
      failedAt = clock.now();
      return standing(hash) ?? Promise.reject(error);
    }
  }

  /** A key that held not long ago is worth more than none; null for one that was not seen in that time. */
  function standing(hash: string): Caller | null {
    const found = held.get(hash);
    return found && clock.now() - found.askedAt < staleMs ? found.caller : null;
  }

  function ask(hash: string): Promise<Caller | null> {
    const running = asking.get(hash);
    if (running) return running;
    if (asking.size >= mostAsking) return Promise.reject(tooMany());
    const found = find(hash).finally(() => asking.delete(hash));
    asking.set(hash, found);
    return found;
  }

  return {
    callerOf(secret) {
      if (!isApiKey(secret)) return null;
      const hash = hashOf(secret);
      const found = held.get(hash);
      const now = clock.now();
      const ageMs = found ? now - found.askedAt : Number.POSITIVE_INFINITY;
      if (found && ageMs < refreshMs) return found.caller;
      const isResting = now - failedAt < retryMs;
      if (found && ageMs < ttlMs) {
        if (!isResting) ask(hash).catch(() => {});
        return found.caller;
      }
      if (unknown.has(hash)) return null;
      if (!isResting) return ask(hash);
      return standing(hash) ?? Promise.reject(unreachable());
    },
    revoke(id) {
      revoked.set(id, true);
      for (const [hash, { keyId }] of held.entries()) {
        if (keyId !== id) continue;
        held.delete(hash);
        unknown.set(hash, true);
      }
    },
    isEmpty() {
      const now = clock.now();
      for (const [hash, { askedAt }] of held.entries()) if (now - askedAt >= staleMs) held.delete(hash);
      return held.size === 0;
    },
  };
}

function callerWith({ callerId, name, scopes, requestsPerMinute }: KnownKey): Caller {
  return {
    kind: 'API_KEY',
    id: `key:${callerId}`,
    name,
    scopes,
    ...(requestsPerMinute !== null && { requestsPerMinute }),
  };
}

function unreachable(): AppError {
  return new AppError('DOWNSTREAM_SERVICE_ERROR', 'access failed a moment ago and is left alone', {
    publicMessage: 'API keys can not be checked at the moment.',
    details: { service: 'access' },
  });
}

function tooMany(): AppError {
  return new AppError('RATE_LIMITED', 'too many API keys are being looked up at once');
}
