import { badInput } from '../shared/errors.ts';
import { isScope, type Scope, scopes } from '../shared/scope.ts';

/** An API key as its keepers see it; the secret is with its holder alone. */
export type ApiKey = {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  requestsPerMinute: number | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** What a key is to be. */
export type KeyInput = { name: string; scopes: readonly string[]; requestsPerMinute?: number | null };

export type CheckedKey = { name: string; scopes: Scope[]; requestsPerMinute: number | null };

const longestName = 100;
const mostPerMinute = 100_000;

/**
 * @returns the name trimmed, each scope once and in the order of the list of all
 * @throws BAD_USER_INPUT for an empty, long or unprintable name, an unknown scope, or a quota outside 1 to 100,000
 */
export function checkedKey({ name, scopes: wanted, requestsPerMinute = null }: KeyInput): CheckedKey {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > longestName || /\p{C}/u.test(trimmed)) {
    throw badInput(`A key's name has 1 to ${longestName} printable characters.`, { argument: 'name' });
  }
  const unknown = wanted.find((scope) => !isScope(scope));
  if (unknown !== undefined) {
    throw badInput(`${JSON.stringify(unknown)} is no scope; the scopes are ${scopes.join(', ')}.`, {
      argument: 'scopes',
    });
  }
  if (requestsPerMinute !== null && !isQuota(requestsPerMinute)) {
    throw badInput(`A key's quota is from 1 to ${mostPerMinute} requests per minute.`, {
      argument: 'requestsPerMinute',
    });
  }
  return { name: trimmed, scopes: scopes.filter((scope) => wanted.includes(scope)), requestsPerMinute };
}

const isQuota = (count: number) => Number.isInteger(count) && count >= 1 && count <= mostPerMinute;

/** A key's secret. @param random 32 random bytes */
export function keySecret(random: Buffer): string {
  return `zk_${random.toString('base64url')}`;
}

/** What of a secret is shown to tell keys apart: 30 of its 256 random bits. */
export function prefixOf(secret: string): string {
  return secret.slice(0, 8);
}
