import { apiKeyHash } from '../shared/api-key.ts';
import type { Database } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import type { KeyLookup } from '../shared/key-lookup.ts';
import { isSameText } from '../shared/signed-call.ts';
import { findKey, insertKey, readKey, readKeys, readRevoked, replaceKey, revokeKey } from './key.store.ts';
import { type ApiKey, checkedKey, type KeyInput, keySecret, prefixOf } from './key.ts';

/** A new key with its secret, which is told this once. */
export type MadeKey = { apiKey: ApiKey; secret: string };

export type Keys = Required<KeyLookup> & {
  /** All keys, revoked ones too, newest first. */
  list(): Promise<ApiKey[]>;
  /** @throws BAD_USER_INPUT when the key can't be like that */
  create(input: KeyInput): Promise<MadeKey>;
  /**
   * Gives a key a new secret, as a new key for the same caller; the old one stops at once.
   * @throws NOT_FOUND for an unknown id, CONFLICT for a key that is revoked already
   */
  rotate(id: string): Promise<MadeKey>;
  /**
   * Stops a key for good. One that is revoked already stays as it is.
   * @throws NOT_FOUND for an unknown id
   */
  revoke(id: string): Promise<ApiKey>;
};

export type KeysParts = {
  database: Database;
  /** Random bytes of the given number. */
  random(bytes: number): Buffer;
  /** Takes note that a key was used; must not wait. */
  noteUse(id: string): void;
};

/** The API keys of a database: made, listed, rotated, revoked, and found by the hash of their secret. */
export function makeKeys({ database, random, noteUse }: KeysParts): Keys {
  const listeners: ((id: string) => void)[] = [];

  function tellRevoked(id: string): void {
    for (const listener of listeners) listener(id);
  }

  function freshKey() {
    const secret = keySecret(random(32));
    const id = random(16).toString('hex');
    return { secret, fresh: { id, prefix: prefixOf(secret), secretHash: apiKeyHash(secret) } };
  }

  return {
    list: () => readKeys(database),
    async create(input) {
      const key = checkedKey(input);
      const { secret, fresh } = freshKey();
      return { apiKey: await insertKey(database, key, fresh), secret };
    },
    async rotate(id) {
      const { secret, fresh } = freshKey();
      const apiKey = await replaceKey(database, id, fresh);
      tellRevoked(id);
      return { apiKey, secret };
    },
    async revoke(id) {
      const isRevoked = await revokeKey(database, id);
      if (isRevoked) tellRevoked(id);
      const apiKey = await readKey(database, id);
      if (apiKey === null) throw new AppError('NOT_FOUND', 'no such key');
      return apiKey;
    },
    async find(secretHash, signal) {
      signal.throwIfAborted();
      const found = await findKey(database, secretHash);
      // The index has compared already, in its own time; this one tells nothing of how far two hashes agree.
      if (found === null || !isSameText(secretHash, found.secretHash)) return null;
      noteUse(found.key.id);
      return found.key;
    },
    async revokedWithin(seconds, signal) {
      signal.throwIfAborted();
      return readRevoked(database, seconds);
    },
    onRevoked: (listener) => void listeners.push(listener),
  };
}
