// Joins each compiled program and the packages it needs to one file in dist/server, with what it loads on first need in
// files beside it. It bundles what tsc wrote, so that type-graphql's decorators are tsc's.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { programs } from './programs.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'dist', 'server');

/** graphql compares classes by identity: whichever way a package asks for it, all get this one copy. */
const oneGraphql = {
  name: 'one-graphql',
  setup({ onResolve }) {
    const folder = join(root, 'node_modules', 'graphql');
    onResolve({ filter: /^graphql(\/|$)/ }, ({ path }) => {
      const asked = join(folder, path.slice('graphql'.length).replace(/\.m?js$/, ''));
      const isFolder = existsSync(asked) && statSync(asked).isDirectory();
      return { path: `${isFolder ? join(asked, 'index') : asked}.mjs` };
    });
  },
};

/** A class that tsc has decorated, as it writes it. */
const decorated = /^( *let (\w+) = (?:\w+ = )?class \2\b[^{\n]*\{)$/gm;

/** type-graphql names types after their classes, and joining files renames a class where two have one name. */
const ownClassNames = {
  name: 'own-class-names',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/](gateway|services)[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(
        decorated,
        "$1 static { Object.defineProperty(this, 'name', { value: '$2' }); }",
      );
      return { contents, loader: 'js' };
    });
  },
};

/** What CommonJS expects to find around it. */
const commonJs = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  "import { dirname as dirnameOfBundle } from 'node:path';",
  'const require = createRequireOfBundle(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = dirnameOfBundle(__filename);',
].join(' ');

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(Object.entries(programs).map(([name, { compiled }]) => [name, compiled])),
  outdir: target,
  // All in one folder: what a module finds beside itself it finds whichever file it was put into.
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  banner: { js: commonJs },
  define: {
    'process.env.NODE_ENV': '"production"',
    'globalThis.process.env.NODE_ENV': '"production"',
  },
  // Native code stays where its package is; pg asks for pg-native only where it is installed.
  external: ['*.node', 'pg-native'],
  plugins: [oneGraphql, ownClassNames],
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
});

/** Only now: a copy that runs may still load what it has not needed yet. */
const made = new Set(Object.keys(metafile.outputs).map((path) => join(root, path)));
for (const name of readdirSync(target)) {
  const path = join(target, name);
  if (!made.has(path) && statSync(path).isFile()) rmSync(path);
}
