import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readCatalogue } from '../services/pricing/catalogue/catalogue.store.ts';
import {
  type Catalogue,
  CatalogueError,
  catalogueOf,
  catalogueText,
} from '../services/pricing/catalogue/catalogue.ts';
import { applyCatalogue, checkCatalogue } from '../services/pricing/catalogue/catalogue-change.ts';
import type { Database } from '../services/shared/database.ts';
import { SettingsError } from '../services/shared/env.ts';

export const usage = `Usage:
  npm run catalogue -- check FILE              say what FILE would change; changes nothing
  npm run catalogue -- apply FILE [--by NAME]  put FILE in force
  npm run catalogue -- export FILE             write the catalogue in force to FILE

Exit code: 0 done, 1 the document or the database is at fault, 2 the command is wrong.
`;

type Command = { verb: 'check' | 'apply' | 'export'; file: string; by: string };

export type CommandSurroundings = {
  /** Runs work on the database, which is prepared before and closed after. */
  withDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  /** Who applies when `--by` is not given */
  user: string;
  print(text: string): void;
  complain(text: string): void;
};

/** @returns null when the words make no command */
function commandOf(words: readonly string[], user: string): Command | null {
  try {
    const options = { by: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [verb, file, ...more] = positionals;
    if (verb !== 'check' && verb !== 'apply' && verb !== 'export') return null;
    if (file === undefined || more.length > 0) return null;
    if (values.by !== undefined && (verb !== 'apply' || values.by.trim() === '')) return null;
    return { verb, file, by: values.by?.trim() ?? user };
  } catch {
    // An option that does not exist.
    return null;
  }
}

async function catalogueIn(file: string): Promise<Catalogue> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CatalogueError([`${file}: could not be read (${error.code})`]);
  });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new CatalogueError([`${file}: is not JSON (${error instanceof Error ? error.message : error})`]);
  }
  return catalogueOf(document);
}

async function run({ verb, file, by }: Command, { withDatabase }: CommandSurroundings): Promise<string> {
  if (verb === 'export') {
    const { rows, version } = await withDatabase(readCatalogue);
    await writeFile(file, catalogueText(rows));
    return `Catalogue ${version.slice(0, 12)} is written to ${file}.`;
  }
  // Before any database is looked for: most mistakes need none to be found.
  const catalogue = await catalogueIn(file);
  const { difference, toVersion } = await withDatabase((database) =>
    verb === 'check' ? checkCatalogue(database, catalogue) : applyCatalogue(database, catalogue, by),
  );
  const version = toVersion.slice(0, 12);
  if (difference.length === 0) return `Nothing changes: catalogue ${version} is in force already.`;
  const verdict =
    verb === 'check' ? 'The document is sound; nothing was changed.' : `Now in force: ${version}.`;
  return [...difference, '', `Changes: ${difference.length}. ${verdict}`].join('\n');
}

/**
 * Checks, applies or writes out the price list.
 * @param words the command line after the command's name
 * @returns the exit code: 0 done, 1 the document or the database is at fault, 2 the command is wrong
 */
export async function catalogueCommand(
  words: readonly string[],
  surroundings: CommandSurroundings,
): Promise<0 | 1 | 2> {
  const { print, complain, user } = surroundings;
  const command = commandOf(words, user);
  if (!command) {
    complain(usage);
    return 2;
  }
  try {
    print(`${await run(command, surroundings)}\n`);
    return 0;
  } catch (error) {
    const expected = error instanceof CatalogueError || error instanceof SettingsError;
    complain(`${expected ? error.message : `The catalogue was not changed: ${error}`}\n`);
    return 1;
  }
}
