import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FirstKey } from '../shared/api-key.ts';
import type { Database } from '../shared/database.ts';
import { countKeys } from './key.store.ts';
import type { Keys } from './keys.ts';

/**
 * A machine of one's own begins with an admin key: made when there is no key at all, and kept in the data folder, for
 * its owner's eyes only.
 * @returns null when there are keys already, revoked ones included
 */
export async function makeFirstKey(
  database: Database,
  keys: Pick<Keys, 'create' | 'revoke'>,
  dataDir: string,
): Promise<FirstKey | null> {
  if ((await countKeys(database)) > 0) return null;
  const { apiKey, secret } = await keys.create({ name: 'first admin key', scopes: ['admin'] });
  try {
    return { secret, file: await keepSecret(dataDir, secret) };
  } catch (error) {
    // Nobody has seen its secret, and nobody will.
    await keys.revoke(apiKey.id);
    throw error;
  }
}

/** Written whole or not at all. One of an earlier database is replaced. */
async function keepSecret(dataDir: string, secret: string): Promise<string> {
  await mkdir(resolve(dataDir), { recursive: true });
  const written = join(resolve(dataDir), `admin-key.${randomBytes(6).toString('hex')}`);
  await writeFile(written, `${secret}\n`, { mode: 0o600 });
  await rename(written, join(resolve(dataDir), 'admin-key'));
  return join(dataDir, 'admin-key');
}
