import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { projectPath } from '../services/shared/project-root.ts';
import { schemaFiles } from './schema-files.ts';
import { textDifference } from './text-difference.ts';

// `npm run schema` writes what follows from the services' classes; `npm run schema:check` fails when that differs
// from what is committed. Nothing here needs a database.

async function committed(path: string): Promise<string> {
  return readFile(projectPath(path), 'utf8').catch(() => '');
}

async function write(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    if ((await committed(path)) === text) continue;
    await mkdir(dirname(projectPath(path)), { recursive: true });
    await writeFile(projectPath(path), text);
    console.log(`written: ${path}`);
  }
}

async function check(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const before = await committed(path);
    if (before === text) continue;
    process.exitCode = 1;
    console.error(`${path} is not what the classes say; run \`npm run schema\` and commit it:`);
    console.error(textDifference(before, text));
  }
}

try {
  const files = await schemaFiles();
  await (process.argv.includes('--check') ? check(files) : write(files));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
