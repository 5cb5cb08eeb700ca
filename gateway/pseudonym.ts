import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Those who ask now ask again soon. */
const mostKnown = 5_000;

/**
 * Short names for callers in the log: the same for the same caller, on every machine that has the secret, and nothing
 * that leads back to the key, subject or address without it.
 * @returns a function of the caller's id to 12 hexadecimal digits
 */
export function makePseudonyms(secret: string): (callerId: string) => string {
  const salt = hash('sha256', `log ${secret}`);
  const known = new LRUCache<string, string>({ max: mostKnown });
  return (callerId) => {
    const found = known.get(callerId);
    if (found !== undefined) return found;
    const made = hash('sha256', `${salt}${callerId}`).slice(0, 12);
    known.set(callerId, made);
    return made;
  };
}
