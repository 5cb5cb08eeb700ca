import { LRUCache } from 'lru-cache';
import type { Caller } from '../../services/shared/caller.ts';
import type { TokenFault } from './token.errors.ts';

/** What is known of tokens. */
export type TokenCache = {
  /** @returns who it stands for, why it is refused, or undefined: not known */
  find(token: string): Caller | TokenFault | undefined;
  keepCaller(token: string, caller: Caller): void;
  keepFault(token: string, fault: TokenFault): void;
};

type CacheParts = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Longest time for which a caller is kept; shorter for a token that expires before. */
  maxAgeMs: number;
};

type Known = { token: string; found: Caller | TokenFault; untilMs: number };

/** Most characters of tokens: some 4,000 of the usual length that were believed, and 500 that were not. */
const maxBelievedCharacters = 4_000_000;
const maxRefusedCharacters = 500_000;

/** Long enough that a client which only repeats itself costs no signature check. */
const faultMs = 10_000;

/** 256 bits of the signature. */
const tailLength = 43;

/**
 * Remembers tokens by their tails, and compares them whole: to hash all of a token, as its text or by SHA-256, takes some
 * ten times as long, on every request. Refused ones have a room of their own, so that they push out nobody.
 */
export function makeTokenCache({ now, maxAgeMs }: CacheParts): TokenCache {
  const sizeCalculation = ({ token }: Known) => token.length;
  const believed = new LRUCache<string, Known>({ maxSize: maxBelievedCharacters, sizeCalculation });
  const refused = new LRUCache<string, Known>({ maxSize: maxRefusedCharacters, sizeCalculation });
  const isHeld = (known: Known | undefined, token: string): known is Known =>
    known !== undefined && known.token === token && now() < known.untilMs;

  return {
    find(token) {
      const tail = token.slice(-tailLength);
      const caller = believed.get(tail);
      if (isHeld(caller, token)) return caller.found;
      const fault = refused.get(tail);
      return isHeld(fault, token) ? fault.found : undefined;
    },
    keepCaller(token, caller) {
      const untilMs = Math.min(caller.expiresAt ?? Number.POSITIVE_INFINITY, now() + maxAgeMs);
      believed.set(token.slice(-tailLength), { token, found: caller, untilMs });
    },
    keepFault(token, fault) {
      refused.set(token.slice(-tailLength), { token, found: fault, untilMs: now() + faultMs });
    },
  };
}
