import { AppError } from '../../services/shared/errors.ts';
import { isPromise, type PromiseOrValue } from '../../services/shared/promise-or-value.ts';
import { type CacheKey, cacheKeyOf, nameIn } from './cache.key.ts';
import { MadeEntry } from './cache.made-entry.ts';
import { type CacheEntry, type CacheStore, isFresh } from './cache.store.ts';
import type { CachePolicy } from './cache-policy.ts';

/**
 * HIT: from the cache. MISS: looked for there and made anew. STALE: from the cache past its time, since it could not be
 * made anew.
 */
export type CacheStatus = 'HIT' | 'MISS' | 'STALE';

/** What an answer is kept under and for how long it is fresh. */
export type CachedRequest = CacheKey & {
  ttlSeconds: number;
  /** PRIVATE: the key names its caller, and no cache outside may keep the answer. */
  scope: CachePolicy['scope'];
};

/** Thrown in place of an answer that may serve nobody else. */
export class UnkeptAnswer extends Error {
  /** @param isOutage whether something behind the answer failed, so that an older one may stand in */
  constructor(
    message: string,
    readonly isOutage: boolean,
  ) {
    super(message);
    this.name = 'UnkeptAnswer';
  }
}

export type CachedAnswer = {
  /** JSON. */
  readonly body: Buffer;
  /** The same for an answer just made, which may never be needed as bytes; else null. */
  readonly text: string | null;
  cacheStatus: CacheStatus;
  /** Whole seconds since it was made. */
  ageSeconds: number;
  /** For how long it was fresh when it was made. */
  maxAgeSeconds: number;
  scope: CachePolicy['scope'];
  /** What it is kept under. */
  key: string;
};

export type ResponseCache = {
  /** A fresh answer under a key that an answer told of before, when it is there at once; null otherwise. */
  kept(key: string): CachedAnswer | null;
  /**
   * Answers from the cache, else makes the answer and keeps it. Those who miss the same key at the same time share one
   * making, so it may not hang on one client's signal. During an outage what stood before is given.
   * @param make gives the text to keep
   * @returns at once when the answer is there
   * @throws what `make` throws; nothing is kept then
   */
  answer(request: CachedRequest, make: () => PromiseOrValue<string>): PromiseOrValue<CachedAnswer>;
};

type CacheParts = {
  store: CacheStore;
  /** Changes whenever the data behind the answers change. */
  dataVersion(): string;
  /** @param name of what was asked for, as in its key */
  onRead(status: 'HIT' | 'MISS' | 'STALE', name: string): void;
  /** Milliseconds since 1970; the system's when absent. */
  now?(): number;
};

type Lookup = {
  request: CachedRequest;
  key: string;
  version: string;
  make(): PromiseOrValue<string>;
};

class Answer implements CachedAnswer {
  readonly cacheStatus: CacheStatus;
  readonly ageSeconds: number;
  readonly maxAgeSeconds: number;
  readonly scope: CachePolicy['scope'];
  readonly key: string;
  private readonly entry: CacheEntry;

  constructor(entry: CacheEntry, told: Pick<CachedAnswer, 'cacheStatus' | 'ageSeconds' | 'scope' | 'key'>) {
    this.entry = entry;
    this.cacheStatus = told.cacheStatus;
    this.ageSeconds = told.ageSeconds;
    this.maxAgeSeconds = entry.freshForMs / 1_000;
    this.scope = told.scope;
    this.key = told.key;
  }

  get body(): Buffer {
    return this.entry.body;
  }

  get text(): string | null {
    return this.cacheStatus === 'MISS' && this.entry instanceof MadeEntry ? this.entry.text : null;
  }
}

/** An answer of yesterday is of more use than none; it is marked as such. */
const staleForMs = 24 * 3_600_000;

export function makeResponseCache(parts: CacheParts): ResponseCache {
  const { store, dataVersion, onRead, now = Date.now } = parts;
  const making = new Map<string, Promise<CachedAnswer>>();

  function answerFrom(
    entry: CacheEntry,
    cacheStatus: CacheStatus,
    key: string,
    scope: CachePolicy['scope'],
  ): CachedAnswer {
    onRead(cacheStatus, nameIn(key));
    const ageSeconds = Math.max(0, Math.floor((now() - entry.storedAtMs) / 1_000));
    return new Answer(entry, { cacheStatus, ageSeconds, scope, key });
  }

  function answerOver(found: CacheEntry | null, lookup: Lookup): PromiseOrValue<CachedAnswer> {
    const { request, key, version, make } = lookup;
    // What an operator put there is nobody's answer.
    const before = found?.kind === 'ANSWER' ? found : null;
    if (before && isFresh(before, version, now())) return answerFrom(before, 'HIT', key, request.scope);
    const clearings = store.clearings();
    // Who comes after a clearing does not share what was begun before it.
    const flight = () => `${clearings} ${version} ${key}`;
    const running = making.size > 0 ? making.get(flight()) : undefined;
    if (running) {
      return running.catch((error: unknown) => {
        // The quota of who asked first is not theirs who wait with them.
        if (error instanceof AppError && error.code === 'RATE_LIMITED') return answerOver(found, lookup);
        throw error;
      });
    }

    const keep = (text: string): CachedAnswer => {
      const freshForMs = request.ttlSeconds * 1_000;
      const times = { storedAtMs: now(), freshForMs, keepForMs: freshForMs + staleForMs };
      const entry = new MadeEntry(text, { dataVersion: version, ...times });
      if (store.clearings() === clearings) store.set(key, entry);
      return answerFrom(entry, 'MISS', key, request.scope);
    };
    const standIn = (error: unknown): CachedAnswer => {
      if (!before || !(error instanceof UnkeptAnswer) || !error.isOutage) throw error;
      return answerFrom(before, 'STALE', key, request.scope);
    };
    try {
      const made = make();
      if (!isPromise(made)) return keep(made);
      const begun = flight();
      const answer = made
        .then(keep)
        .catch(standIn)
        .finally(() => making.delete(begun));
      making.set(begun, answer);
      return answer;
    } catch (error) {
      return standIn(error);
    }
  }

  return {
    kept(key) {
      const version = dataVersion();
      const found = store.get(key, version, now());
      if (found === null || isPromise(found) || found.kind !== 'ANSWER') return null;
      return isFresh(found, version, now()) ? answerFrom(found, 'HIT', key, 'PUBLIC') : null;
    },
    answer(request, make) {
      const lookup = { request, key: cacheKeyOf(request), version: dataVersion(), make };
      const found = store.get(lookup.key, lookup.version, now());
      return isPromise(found) ? found.then((entry) => answerOver(entry, lookup)) : answerOver(found, lookup);
    },
  };
}
