import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * The key that sessions are signed with on a machine of one's own: made once and kept in the data folder, so that a
 * restart ends no session.
 */
export async function keptSessionSecret(dataDir: string): Promise<string> {
  const folder = resolve(dataDir);
  const path = join(folder, 'session-secret');
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept) return kept;
  await mkdir(folder, { recursive: true });
  const written = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(written, randomBytes(32).toString('base64url'), { mode: 0o600 });
  // A link is made whole or not at all, and not over one that another start has made in the meantime.
  await link(written, path).catch(() => {});
  await rm(written);
  return readFile(path, 'utf8');
}
