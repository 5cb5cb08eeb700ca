import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { postgresHome } from './postgres-home.ts';
import { ownCluster } from './postgres-owner.ts';

/**
 * The embedded database of a copy that is running now, for commands that work beside it.
 * @param dataDir as that copy has it
 * @returns null when no living process uses the folder
 */
export async function runningDatabaseUrl(dataDir: string): Promise<string | null> {
  const { cluster } = await postgresHome(resolve(dataDir));
  const read = (...path: string[]) => readFile(join(cluster, ...path), 'utf8').catch(() => null);
  const password = await read('password');
  const lockFile = await read('data', 'postmaster.pid');
  if (password === null || lockFile === null) return null;
  const address = `postgresql://postgres:${password.trim()}@127.0.0.1:${Number(lockFile.split('\n')[3])}`;
  // Nobody answers, or nobody but the server itself is there: left behind by a killed process.
  const unowned = await ownCluster(`${address}/postgres`).catch(() => undefined);
  await unowned?.end();
  return unowned === null ? `${address}/zantara` : null;
}
