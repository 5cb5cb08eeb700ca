import { hash } from 'node:crypto';

/**
 * Short names for callers in the log: the same for the same caller, on every machine that has the secret, and nothing
 * that leads back to the key, subject or address without it.
 * @returns a function of the caller's id to 12 hexadecimal digits
 */
export function makePseudonyms(secret: string): (callerId: string) => string {
  const salt = hash('sha256', `log ${secret}`);
  return (callerId) => hash('sha256', `${salt}${callerId}`).slice(0, 12);
}
