import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'graphql';
import { manifestFile, operationName, readManifests } from '../gateway/documents.ts';
import { type DocumentChecks, documentVerdict } from './documents-check.ts';
import { type ManifestDocument, ManifestError, manifestDocuments } from './manifest.ts';

export const usage = `Usage:
  npm run documents:add -- MANIFEST.json [--name TEAM] [--check]

Makes the documents of a manifest trusted: {"id": "text"} as GraphQL Code Generator writes it, or Apollo's persisted
query manifest. They are added to schema/trusted/TEAM.json; TEAM is the manifest's file name unless it is given.
  --check  say what would be added; change nothing

Exit code: 0 done, 1 the manifest is at fault, 2 the command is wrong.
`;

type Command = { file: string; name: string; check: boolean };

export type DocumentsSurroundings = Pick<DocumentChecks, 'graph' | 'maxCost'> & {
  /** The folder schema/. */
  folder: string;
  print(text: string): void;
  complain(text: string): void;
};

/** @returns null when the words make no command */
function commandOf(words: readonly string[]): Command | null {
  try {
    const options = { name: { type: 'string' }, check: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return null;
    const name = values.name ?? basename(file).replace(/\.json$/, '');
    return /^[a-z0-9][a-z0-9-]{0,63}$/.test(name) ? { file, name, check: values.check } : null;
  } catch {
    // An option that does not exist.
    return null;
  }
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ManifestError([`${file}: could not be read (${error.code})`]);
  });
}

/** The documents with the names of their operations. @throws ManifestError with every fault of every document */
function named(documents: readonly ManifestDocument[], checks: DocumentChecks) {
  const verdicts = documents.map((document) => ({ ...document, verdict: documentVerdict(document, checks) }));
  const faults = verdicts.flatMap(({ id, verdict }) =>
    'faults' in verdict ? verdict.faults.map((fault) => `${id}: ${fault}`) : [],
  );
  if (faults.length > 0) throw new ManifestError(faults);
  return verdicts.flatMap(({ id, text, verdict }) =>
    'name' in verdict ? [{ id, text, name: verdict.name }] : [],
  );
}

async function run({ file, name, check }: Command, surroundings: DocumentsSurroundings): Promise<string> {
  const { folder, graph, maxCost } = surroundings;
  const given = manifestDocuments(await textOf(file));
  const target = manifestFile(name);
  const manifests = await readManifests(folder);
  const own = manifests.find((manifest) => manifest.file === target)?.documents ?? {};
  const registered = manifests
    .filter((manifest) => manifest.file !== target)
    .flatMap(({ file: by, documents }) =>
      Object.entries(documents).map(([id, text]) => [operationName(parse(text)) ?? id, { id, by }] as const),
    );
  const documents = named(given, { graph, maxCost, taken: new Map(registered) });
  const known = new Set([...Object.keys(own), ...registered.map(([, { id }]) => id)]);
  const added = documents.filter(({ id }) => !known.has(id));
  const counts = `${documents.length} sound, ${added.length} of them new.`;
  if (check || added.length === 0) return `${counts} Nothing was written.`;
  await write(join(folder, target), {
    ...own,
    ...Object.fromEntries(added.map(({ id, text }) => [id, text])),
  });
  return `${counts} Written: schema/${target}; commit it, and it is served from the next start on.`;
}

/** In the order of the operations' names, so that a change is easy to look through. */
async function write(path: string, documents: Readonly<Record<string, string>>): Promise<void> {
  const nameOf = (text: string) => operationName(parse(text)) ?? '';
  const entries = Object.entries(documents).sort(([a, one], [b, other]) =>
    `${nameOf(one)} ${a}` < `${nameOf(other)} ${b}` ? -1 : 1,
  );
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
}

/**
 * Makes the documents of another team trusted.
 * @param words the command line after the command's name
 * @returns the exit code: 0 done, 1 the manifest is at fault, 2 the command is wrong
 */
export async function documentsCommand(
  words: readonly string[],
  surroundings: DocumentsSurroundings,
): Promise<0 | 1 | 2> {
  const { print, complain } = surroundings;
  const command = commandOf(words);
  if (!command) {
    complain(usage);
    return 2;
  }
  try {
    print(`${await run(command, surroundings)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    complain(`Nothing was written:\n${error.faults.map((fault) => `  - ${fault}`).join('\n')}\n`);
    return 1;
  }
}
