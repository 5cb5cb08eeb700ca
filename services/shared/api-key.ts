import { hash } from 'node:crypto';

/** By this people and scanners know what they found. */
export const apiKeyMark = 'zk_';

/** 256 random bits behind the mark. */
const form = /^zk_[\w-]{43}$/;

/** Whether a text has the form of our API keys; anything else is none, and nobody needs to be asked. */
export function isApiKey(text: string): boolean {
  return text.length === 46 && form.test(text);
}

/**
 * The name under which a key is kept: the SHA-256 of its secret, hex. Slow hashes are there for secrets that people
 * choose; 256 random bits can't be guessed however fast a guess is tried.
 */
export function apiKeyHash(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** The key that a machine of one's own begins with, and the file that keeps it. */
export type FirstKey = { secret: string; file: string };

/** What a person who starts such a machine is told of it, in one line. */
export function toldOnce({ secret, file }: FirstKey): string {
  return `${secret} (told this once, kept in ${file})`;
}
