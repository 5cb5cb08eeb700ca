// Copies what the compiler does not: GraphiQL's page and the library's files, each with a compressed twin.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const own = join(root, 'gateway', 'graphiql');
const library = join(root, 'node_modules', '@graphql-yoga', 'graphiql');
const target = join(root, 'dist', 'server', 'graphiql');
/** The build for bundlers; pages load the other one. */
const unused = /yoga-graphiql\.es\.js$/;

rmSync(target, { recursive: true, force: true });
for (const source of [join(library, 'dist'), own]) {
  if (!existsSync(source)) throw new Error(`${source} is missing; run \`npm install\``);
  cpSync(source, target, { recursive: true, filter: (path) => !unused.test(path) });
}
cpSync(join(library, 'LICENSE'), join(target, 'LICENSE'));

for (const entry of readdirSync(target, { recursive: true })) {
  const path = join(target, String(entry));
  if (statSync(path).isFile() && /\.(js|css)$/.test(path)) {
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
  }
}
