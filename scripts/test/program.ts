import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../../services/shared/eventually.ts';
import { projectPath, projectRoot } from '../../services/shared/project-root.ts';

/** A compiled program as a process of its own. */
export type Program = {
  child: ChildProcess;
  /** Standard output and standard error so far. */
  output(): string;
  errors(): string;
  /** The exit code, or the signal's name. */
  ended: Promise<number | string>;
};

/** A program that answers. */
export type Server = Program & { address: string; startedInMs: number };

export const gatewayProgram = 'dist/server/gateway.js';
export const pricingProgram = 'dist/server/pricing.js';

const startPatienceMs = 60_000;
const running = new Set<Program>();
const folders = new Set<string>();

/** Starts a compiled program with these settings, words and nothing else of this process's environment. */
export function launch(
  program: string,
  settings: Record<string, string>,
  account: { uid?: number; gid?: number } = {},
  words: readonly string[] = [],
): Program {
  if (!existsSync(projectPath(program))) throw new Error(`${program} is missing; run \`npm run build\``);
  const environment = { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', ...settings };
  return follow(process.execPath, [projectPath(program), ...words], environment, account);
}

/** Runs `npm start` as a person does, in this environment but for the settings. */
export function npmStart(settings: Record<string, string>): Program {
  const { NODE_OPTIONS: _ours, ...surroundings } = process.env;
  return follow('npm', ['start'], { ...surroundings, HOST: '127.0.0.1', PORT: '0', ...settings });
}

function follow(
  command: string,
  parameters: string[],
  env: NodeJS.ProcessEnv,
  account: { uid?: number; gid?: number } = {},
): Program {
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const child = spawn(command, parameters, { ...account, cwd: projectRoot, env, stdio });
  const written = { output: '', errors: '' };
  child.stdout.on('data', (text) => {
    written.output += text;
  });
  child.stderr.on('data', (text) => {
    written.errors += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  const started = { child, output: () => written.output, errors: () => written.errors, ended };
  running.add(started);
  void ended.then(() => running.delete(started));
  return started;
}

/** Waits until the program says where it listens and that it is ready. */
export async function untilReady(program: Program): Promise<Server> {
  const startedAt = performance.now();
  const address = await eventually(async () => {
    if (program.child.exitCode !== null) return 'ended';
    return /(http:\/\/[^/\s]+)\/graphql/.exec(program.errors())?.[1];
  }, startPatienceMs);
  if (address === 'ended') throw new Error(`The program ended:\n${program.output()}${program.errors()}`);
  await eventually(async () => (await fetch(`${address}/ready`)).ok);
  return { ...program, address, startedInMs: Math.round(performance.now() - startedAt) };
}

export async function stop(program: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
  program.child.kill(signal);
  return program.ended;
}

/** A data folder's parent, closed to others as `mktemp -d` makes it. */
export async function closedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'running it '));
  folders.add(folder);
  return folder;
}

/** Where the embedded PostgreSQL of a data folder lives. */
export async function postgresHomeOf(dataDir: string): Promise<string> {
  return JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')).folder;
}

async function commandLines(): Promise<string[]> {
  if (!existsSync('/proc/self/cmdline')) {
    return (await promisify(execFile)('ps', ['-A', '-ww', '-o', 'args='])).stdout.split('\n');
  }
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(processes.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
}

/** The processes whose command names the folder. */
export async function processesOn(folder: string): Promise<string[]> {
  return (await commandLines()).filter((line) => line.includes(folder));
}

/** Ends what a failed test left running, and removes the folders. */
export async function cleanUp(): Promise<void> {
  for (const program of running) await stop(program);
  for (const folder of folders) {
    for (const name of await readdir(folder)) {
      const home = await postgresHomeOf(join(folder, name)).catch(() => undefined);
      if (home) await rm(home, { recursive: true, force: true });
    }
    await rm(folder, { recursive: true, force: true });
    folders.delete(folder);
  }
}

type GraphAnswer = {
  data?: Record<string, unknown> | null;
  errors?: { extensions: { code: string } }[];
};

export async function ask(server: Server, query: string): Promise<GraphAnswer> {
  const response = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as GraphAnswer;
}

export const codesOf = ({ errors = [] }: GraphAnswer): string[] =>
  errors.map(({ extensions }) => extensions.code);
