import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findUp(directory: string): string {
  if (existsSync(join(directory, 'package.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error('package.json was not found above the program');
  return findUp(parent);
}

/** The folder that holds package.json: the same for sources and for what is compiled to dist/. */
export const projectRoot = findUp(dirname(fileURLToPath(import.meta.url)));

/** The absolute path of a file of this project, given from its root. */
export function projectPath(...parts: string[]): string {
  return join(projectRoot, ...parts);
}
