import { readFile } from 'node:fs/promises';
import { projectPath } from '../../shared/project-root.ts';
import type { KbliTransaction } from './kbli.store.ts';
import { readKbliVersion, replaceKbli } from './kbli.store.ts';
import { kbliFaults } from './kbli-faults.ts';
import { type KbliFiles, kbliFileNames, kbliVersion, parseKbli } from './kbli-files.ts';

/** The committed tables, as text. */
export async function readKbliFiles(folder = projectPath('prisma', 'data', 'kbli')): Promise<KbliFiles> {
  const texts = await Promise.all(
    kbliFileNames.map(async (name) => [name, await readFile(`${folder}/${name}`, 'utf8')] as const),
  );
  return Object.fromEntries(texts) as KbliFiles;
}

/**
 * Loads the committed classification when the database holds another version of it, or none.
 * @param transaction everything is replaced inside it, the dataset's version included
 * @returns whether anything was loaded, and the version that now stands
 * @throws Error naming the first faults of the tables; nothing has been written then
 */
export async function seedKbli(transaction: KbliTransaction): Promise<{ loaded: boolean; version: string }> {
  const files = await readKbliFiles();
  const version = kbliVersion(files);
  if ((await readKbliVersion(transaction)) === version) return { loaded: false, version };
  const tables = parseKbli(files);
  const faults = kbliFaults(tables);
  if (faults.length > 0) throw new Error(`The KBLI tables are faulty: ${faults.slice(0, 5).join('; ')}`);
  await replaceKbli(transaction, tables, version);
  return { loaded: true, version };
}
