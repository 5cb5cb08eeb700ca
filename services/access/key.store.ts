import { type Database, fromDatabase } from '../shared/database.ts';
import { AppError } from '../shared/errors.ts';
import type { KnownKey } from '../shared/key-lookup.ts';
import type { ApiKey, CheckedKey } from './key.ts';

/** What goes with a key that is made now. */
export type FreshKey = { id: string; prefix: string; secretHash: string };

const shown = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  requestsPerMinute: true,
  createdAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

/** All keys, revoked ones too, newest first. */
export async function readKeys(database: Database): Promise<ApiKey[]> {
  const query = database.apiKey.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], select: shown });
  return fromDatabase(query);
}

/** @returns null for an unknown id */
export async function readKey(database: Database, id: string): Promise<ApiKey | null> {
  return fromDatabase(database.apiKey.findUnique({ where: { id }, select: shown }));
}

export async function countKeys(database: Database): Promise<number> {
  return fromDatabase(database.apiKey.count());
}

/** The key that holds and has this hash, with the hash as it is kept. */
export async function findKey(
  database: Database,
  secretHash: string,
): Promise<{ key: KnownKey; secretHash: string } | null> {
  const query = database.apiKey.findUnique({
    where: { secretHash, revokedAt: null },
    select: { id: true, callerId: true, name: true, scopes: true, requestsPerMinute: true, secretHash: true },
  });
  const row = await fromDatabase(query);
  if (row === null) return null;
  const { secretHash: kept, ...key } = row;
  return { key, secretHash: kept };
}

export async function insertKey(database: Database, key: CheckedKey, fresh: FreshKey): Promise<ApiKey> {
  const data = { ...key, ...fresh, callerId: fresh.id };
  return fromDatabase(database.apiKey.create({ data, select: shown }));
}

// Revocations carry the database's own time: those who ask what was revoked lately are on other machines.

/** Revokes a key; one that is revoked already stays as it is. @returns whether it was revoked by this */
export async function revokeKey(database: Pick<Database, '$executeRaw'>, id: string): Promise<boolean> {
  const changed = await fromDatabase(
    database.$executeRaw`UPDATE api_key SET revoked_at = now() WHERE id = ${id} AND revoked_at IS NULL`,
  );
  return changed === 1;
}

/**
 * Puts a fresh key in the place of another, which is revoked with it: both or neither.
 * @throws NOT_FOUND for an unknown id, CONFLICT for a key that is revoked already
 */
export async function replaceKey(database: Database, id: string, fresh: FreshKey): Promise<ApiKey> {
  const replacing = database.$transaction(async (transaction) => {
    const isRevoked = await revokeKey(transaction, id);
    const select = { name: true, scopes: true, requestsPerMinute: true, callerId: true };
    const old = await transaction.apiKey.findUnique({ where: { id }, select });
    if (old === null) throw new AppError('NOT_FOUND', 'no such key');
    if (!isRevoked) {
      const publicMessage = 'This key has been revoked; make a new one.';
      throw new AppError('CONFLICT', 'the key is revoked already', { publicMessage });
    }
    return transaction.apiKey.create({ data: { ...old, ...fresh, rotatedFrom: id }, select: shown });
  });
  return fromDatabase(replacing);
}

/** The ids of the keys revoked in the last seconds, in no order. */
export async function readRevoked(database: Database, seconds: number): Promise<string[]> {
  const rows = await fromDatabase(
    database.$queryRaw<{ id: string }[]>`
      SELECT id FROM api_key WHERE revoked_at >= now() - make_interval(secs => ${seconds})`,
  );
  return rows.map(({ id }) => id);
}

/** Notes that keys were used just now; of each at most once a minute, however many processes see it used. */
export async function writeLastUse(database: Database, ids: readonly string[]): Promise<void> {
  await fromDatabase(
    database.$executeRaw`
      UPDATE api_key SET last_used_at = now()
      WHERE id = ANY(${ids}) AND (last_used_at IS NULL OR last_used_at <= now() - interval '1 minute')`,
  );
}
