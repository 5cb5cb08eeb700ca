// `npm run prove:image`: runs the Dockerfile's steps in an empty folder, on the committed files only, then starts
// the processes of fly/*.toml from the result and asks them a question. It needs no container engine.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DockerfileParser } from 'dockerfile-ast';
import { parse as parseToml } from 'smol-toml';
import { root, setUp } from './set-up.mjs';
import { testRedis } from './test-redis.mjs';

const known = new Set(['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'CMD']);
/** The image is not built as root's; here root steps down to an account that owns nothing. */
const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** This environment without our settings, and without what npm tells the scripts it runs about this folder. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(DATABASE_URL|PRICING_URL|NODE_ENV|npm_(lifecycle|package|config_local_prefix).*)$/.test(name),
  ),
);

/** The files that git knows, as a fresh clone would have them. */
function buildContext(folder) {
  execFileSync('git', ['clone', '--quiet', '--depth', '1', pathToFileURL(root).href, folder]);
  return folder;
}

function copy(sources, from, target) {
  const many = sources.length > 1 || target.endsWith('/');
  for (const source of sources) {
    cpSync(join(from, source), many ? join(target, basename(source)) : target, {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
}

/** Carries out one stage after the other; returns the folder of the last, with its environment. */
function build(dockerfile, context, scratch) {
  const stages = new Map();
  let stage;
  for (const instruction of dockerfile.getInstructions()) {
    const keyword = instruction.getKeyword();
    if (!known.has(keyword))
      throw new Error(`${keyword} is not understood here; teach this script or leave it out`);
    const words = instruction.getArguments().map((argument) => argument.getValue());
    if (keyword === 'FROM') {
      stage = { folder: join(scratch, `stage-${stages.size}`), workdir: '/', environment: {} };
      mkdirSync(stage.folder);
      stages.set(words[2] ?? 'final', stage);
    }
    if (keyword === 'WORKDIR') {
      stage.workdir = words[0];
      mkdirSync(join(stage.folder, stage.workdir), { recursive: true });
    }
    if (keyword === 'ENV')
      for (const pair of instruction.getProperties()) stage.environment[pair.getName()] = pair.getValue();
    if (keyword === 'COPY') {
      const from = instruction
        .getFlags()
        .find((flag) => flag.getName() === 'from')
        ?.getValue();
      const target = words.at(-1);
      const into = `${join(stage.folder, stage.workdir, target)}${target.endsWith('/') ? '/' : ''}`;
      copy(words.slice(0, -1), from ? stages.get(from).folder : context, into);
    }
    if (keyword === 'RUN') {
      console.log(`RUN ${words.join(' ')}`);
      const environment = { ...surroundings, ...stage.environment };
      execFileSync('sh', ['-c', words.join(' ')], {
        cwd: join(stage.folder, stage.workdir),
        env: environment,
        stdio: 'inherit',
      });
    }
  }
  return { folder: join(stage.folder, stage.workdir), environment: stage.environment };
}

/** Starts the command of a toml in the built folder, as that toml sets it, but on loopback. */
function start(image, name, overrides) {
  const toml = parseToml(readFileSync(join(root, 'fly', `${name}.toml`), 'utf8'));
  const [command, ...parameters] = toml.processes[name].split(' ');
  const environment = {
    PATH: process.env.PATH,
    ...image.environment,
    ...toml.env,
    HOST: '127.0.0.1',
    ...overrides,
  };
  const child = spawn(command, parameters, {
    ...account,
    cwd: image.folder,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { child, name, ended: new Promise((gone) => child.once('close', gone)) };
}

async function untilReady({ child, name }, port) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`${name} was not ready on port ${port} after a minute`);
}

await setUp();
const load = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
const { openDatabaseUrl } = await load('services/shared/embedded-postgres.js');
const { freePort } = await load('services/shared/postgres-process.js');
const { makeLogger } = await load('services/shared/logger.js');
const scratch = mkdtempSync(join(tmpdir(), 'image-'));
chmodSync(scratch, 0o755);
const children = [];
let database;
let redis;

async function run(image, name, listensOn, settings) {
  const process = start(image, name, { ...settings, PORT: String(listensOn) });
  children.push(process);
  await untilReady(process, listensOn);
}

try {
  const dockerfile = DockerfileParser.parse(readFileSync(join(root, 'fly', 'Dockerfile'), 'utf8'));
  const image = build(dockerfile, buildContext(join(scratch, 'context')), scratch);
  const logger = makeLogger('prove', 'error');
  database = await openDatabaseUrl({ databaseUrl: undefined, dataDir: join(scratch, 'data'), logger });
  redis = await testRedis();
  if (!redis) throw new Error('the chat of production needs a Redis: set REDIS_URL, or install redis-server');
  const [pricingPort, chatPort, port] = [await freePort(), await freePort(), await freePort()];
  const secret = () => randomBytes(32).toString('hex');
  const shared = { CHAT_GATEWAY_SECRET: secret(), ACCESS_GATEWAY_SECRET: secret(), REDIS_URL: redis.url };
  await run(image, 'pricing', pricingPort, { ...shared, DATABASE_URL: database.url });
  await run(image, 'chat', chatPort, {
    ...shared,
    DATABASE_URL: database.url,
    GATEWAY_INTERNAL_URL: `http://127.0.0.1:${port}`,
  });
  await run(image, 'gateway', port, {
    ...shared,
    PRICING_URL: `http://127.0.0.1:${pricingPort}/graphql`,
    CHAT_URL: `http://127.0.0.1:${chatPort}/graphql`,
    ACCESS_URL: `http://127.0.0.1:${pricingPort}/access/graphql`,
    SESSION_SECRET: secret(),
  });
  const post = async (path, body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return answer.text();
  };
  const viewer = await post('/graphql', { query: '{ viewer { kind } }' });
  if (!viewer.includes('SESSION')) throw new Error(`unexpected answer: ${viewer}`);
  const answers = [
    await post('/graphql', { query: '{ service(code: "E33G") { options { key price { formatted } } } }' }),
    await post('/bali-zero/chat', { query: 'How much is the E33G permit?' }),
  ];
  for (const text of answers) {
    if (!text.includes('12.500.000 IDR')) throw new Error(`unexpected answer: ${text}`);
  }
  const sizeMb = execFileSync('du', ['-sm', image.folder]).toString().split('\t')[0];
  console.log(`The image's steps work: ${sizeMb} MB, all three processes answer as an unprivileged account.`);
} finally {
  for (const { child } of children) child.kill('SIGTERM');
  await Promise.all(children.map(({ ended }) => ended));
  redis?.stop();
  if (database) {
    await database.close();
    const { folder } = JSON.parse(readFileSync(join(scratch, 'data', 'postgres.json'), 'utf8'));
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(scratch, { recursive: true, force: true });
}
