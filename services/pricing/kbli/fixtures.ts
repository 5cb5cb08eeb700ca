import { type Kbli, type KbliNode, makeKbli } from './kbli.ts';
import { kbliVersion, parseKbli } from './kbli-files.ts';
import { readKbliFiles } from './kbli-seed.ts';
import type { Edition, KbliTables } from './kbli-tables.ts';

/** The committed tables. */
export async function committedKbli(): Promise<{ tables: KbliTables; kbli: Kbli; version: string }> {
  const files = await readKbliFiles();
  const tables = parseKbli(files);
  return { tables, kbli: makeKbli(tables), version: kbliVersion(files) };
}

/** A code that must exist. */
export function codeOf(kbli: Kbli, edition: Edition, code: string): KbliNode {
  const node = kbli.find(edition, code);
  if (!node) throw new Error(`${edition} has no ${code}`);
  return node;
}
