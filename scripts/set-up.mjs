// What must stand before anything runs: packages, generated code, compiled code. Plain JavaScript without
// dependencies, since on a fresh clone there is nothing else. Each step is skipped while its inputs are as before.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeTurn } from './turn.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamps = join(root, 'node_modules', '.zantara');
const oldestNode = [20, 19];

export class StepFailed extends Error {}

/** Runs a command and shows its output only when it fails. */
function quietly(command, parameters, environment = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, parameters, { cwd: root, env: { ...process.env, ...environment } });
    // Ctrl-C reaches the child by itself; a SIGTERM to us alone would leave it at work.
    const stop = () => {
      child.kill('SIGTERM');
      process.exit(143);
    };
    process.once('SIGTERM', stop);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', failed);
    child.on('close', (code) => {
      process.off('SIGTERM', stop);
      if (code === 0) done();
      else failed(new StepFailed(output.trim()));
    });
  });
}

/** A program of node_modules, run by this same Node. */
const tool = (path, parameters, environment) =>
  quietly(process.execPath, [join(root, 'node_modules', path), ...parameters], environment);

function filesBelow(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [full];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Content of small inputs, and time and size of sources: quick, and right after a checkout or an edit. */
function fingerprint({ contents = [], sources = [] }) {
  const hash = createHash('sha256').update(process.version);
  for (const file of contents.flatMap(filesBelow))
    hash.update(relative(root, file)).update(readFileSync(file));
  for (const file of sources.flatMap(filesBelow)) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${relative(root, file)} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex');
}

/** One thing to make from its inputs; two starts at once in one clone make it one after the other. */
async function step(name, title, inputs, work, outputs = []) {
  const stamp = join(stamps, name);
  const isDone = () =>
    outputs.every((path) => existsSync(join(root, path))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint(inputs);
  if (isDone()) return;
  const endTurn = await takeTurn(join(root, 'dist', '.set-up.lock'));
  try {
    if (isDone()) return;
    // Taken first: what is edited while the work runs has to be done again.
    const before = fingerprint(inputs);
    const started = Date.now();
    process.stderr.write(`  ${title} …`);
    await work().catch((error) => {
      process.stderr.write(' failed\n');
      throw error;
    });
    mkdirSync(stamps, { recursive: true });
    writeFileSync(stamp, before);
    process.stderr.write(` ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  } finally {
    endTurn();
  }
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new StepFailed(`Node ${oldestNode.join('.')} or newer is needed; this is ${process.version}`);
  }
}

const code = [
  'gateway',
  'services',
  'prisma',
  'scripts',
  'schema/generated',
  'tsconfig.json',
  'tsconfig.build.json',
];

/**
 * Installs, generates and compiles: whatever of it is not up to date. `installOnly` stops after the packages, a layer
 * of its own in the container image. `compose` also writes the graph anew from the compiled classes; the tests leave
 * that out, since they compare the committed one with the classes.
 */
export async function setUp({ installOnly = false, compose = false } = {}) {
  refuseOldNode();
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await step(
    'install',
    'installing packages (about a minute, once)',
    { contents: ['package-lock.json', '.npmrc'] },
    () => quietly(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']),
    ['node_modules/typescript'],
  );
  if (installOnly) return;
  await step(
    'prisma',
    'generating the database client',
    { contents: ['package-lock.json', 'prisma/schema.prisma'] },
    // Prisma asks for an engine that it does not need here and would download; any program's name quiets it.
    () =>
      tool('prisma/build/index.js', ['generate'], {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      }),
    ['prisma/generated/client.ts'],
  );
  await step(
    'operations',
    'generating the typed operations',
    { contents: ['package-lock.json', 'codegen.yml', 'schema/public.graphql', 'schema/operations'] },
    () => tool('@graphql-codegen/cli/cjs/bin.js', ['--config', 'codegen.yml', '--silent']),
    ['schema/generated/operations.ts'],
  );
  await step('compile', 'compiling', { contents: ['package-lock.json'], sources: code }, build, [
    'dist/scripts/schema.js',
    'dist/server/gateway.js',
  ]);
  if (!compose) return;
  await step(
    'compose',
    'composing the graph',
    { sources: code },
    () => quietly(process.execPath, [join(root, 'dist', 'scripts', 'schema.js')]),
    ['schema/supergraph.graphql'],
  );
}

async function build() {
  await tool('typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  await quietly(process.execPath, [join(root, 'scripts', 'bundle.mjs')]);
  await quietly(process.execPath, [join(root, 'scripts', 'copy-assets.mjs')]);
  await quietly(process.execPath, [join(root, 'dist', 'scripts', 'build-indexes.js')]);
}
