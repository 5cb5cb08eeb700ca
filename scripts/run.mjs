// Runs a compiled command of scripts/: sets up what is missing first, so that it works in a fresh clone.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, setUp } from './set-up.mjs';

const name = process.argv[2] ?? '';
const settings = join(root, '.env');
if (existsSync(settings)) process.loadEnvFile(settings);
try {
  await setUp();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const program = join(root, 'dist', 'scripts', `${name}.js`);
process.argv.splice(1, 2, program);
await import(pathToFileURL(program).href);
