// `npm start`: sets up whatever is missing, then becomes the server: the whole of it, or the named part.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, setUp } from './set-up.mjs';

const programs = {
  all: ['gateway', 'Zantara Gateway'],
  gateway: ['gateway', 'Zantara Gateway, gateway process'],
  pricing: ['pricing', 'Zantara Gateway, pricing process'],
  chat: ['chat', 'Zantara Gateway, chat process'],
};

const part = process.argv[2] ?? 'all';
const [program, title] = programs[part] ?? [];
if (!program) {
  console.error(`There is no part "${part}"; the parts are ${Object.keys(programs).join(', ')}.`);
  process.exit(2);
}
const settings = join(root, '.env');
if (existsSync(settings)) process.loadEnvFile(settings);
if (part === 'gateway' && !process.env.PRICING_URL && !process.env.CHAT_URL) {
  console.error(
    'npm run start:gateway needs PRICING_URL or CHAT_URL, the address of what runs elsewhere, such as http://127.0.0.1:4001/graphql',
  );
  process.exit(2);
}

/**
 * npm hands a SIGTERM to its shell, and not every shell hands it on: it ends and leaves us without a parent, which is
 * the only sign of it. Looking costs one system call.
 */
function stopWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 100);
  watch.unref();
}

if (process.env.npm_lifecycle_event) stopWithParent();
process.stderr.write(`${title}\n`);
process.chdir(root);
try {
  await setUp({ compose: true });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// From Node 22.1 on: compiled code is kept for the next start.
module.enableCompileCache?.(join(root, 'node_modules', '.zantara', 'compiled'));
await import(pathToFileURL(join(root, 'dist', 'server', `${program}.js`)).href);
