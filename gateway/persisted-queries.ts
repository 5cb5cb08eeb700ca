import { LRUCache } from 'lru-cache';
import type { PromiseOrValue } from '../services/shared/promise-or-value.ts';

/** Texts that several gateways share, by their SHA-256. */
export type SharedTexts = {
  /** @returns null when there is none, or when it can't be asked */
  get(hash: string): Promise<string | null>;
  /** Never fails: a text that was not kept is sent again by whoever needs it. */
  set(hash: string, text: string): Promise<void>;
};

/** Documents that clients registered by sending them once, by the SHA-256 of their text. */
export type PersistedQueries = {
  /** Whether this process has it at hand. */
  has(hash: string): boolean;
  /** @returns null when there is none */
  get(hash: string): PromiseOrValue<string | null>;
  /** Keeps a valid text, unless its caller has registered more than anybody needs. */
  keep(hash: string, text: string, callerId: string): void;
};

type PersistedQueriesParts = {
  /** Most bytes of texts in this process; the least used go first. */
  maxBytes: number;
  /** Absent: each process knows its own. */
  shared?: SharedTexts;
  /** Milliseconds, from any start. */
  clock?: { now(): number };
};

/** A page has some dozens; who sends more makes them up, and would push out those of others. */
const maxPerCaller = 100;
const callerMemoryMs = 3_600_000;
const maxCallers = 10_000;

/** Automatic persisted queries: in this process, and behind it where all gateways look. */
export function makePersistedQueries(parts: PersistedQueriesParts): PersistedQueries {
  const { maxBytes, shared, clock = performance } = parts;
  const texts = new LRUCache<string, string>({
    maxSize: maxBytes,
    sizeCalculation: (text, hash) => 2 * (text.length + hash.length),
  });
  const kept = new LRUCache<string, number>({
    max: maxCallers,
    ttl: callerMemoryMs,
    noUpdateTTL: true,
    ttlResolution: 0,
    perf: clock,
  });

  async function recall(from: SharedTexts, hash: string): Promise<string | null> {
    const text = await from.get(hash);
    if (text !== null) texts.set(hash, text);
    return text;
  }

  return {
    has: (hash) => texts.has(hash),
    get: (hash) => texts.get(hash) ?? (shared ? recall(shared, hash) : null),
    keep(hash, text, callerId) {
      if (texts.has(hash)) return;
      const before = kept.get(callerId) ?? 0;
      if (before >= maxPerCaller) return;
      kept.set(callerId, before + 1);
      texts.set(hash, text);
      void shared?.set(hash, text);
    },
  };
}
