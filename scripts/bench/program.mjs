// Starts a built program for a measurement, and looks at it from outside. Linux only.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { flags } from '../programs.mjs';
import { root } from '../set-up.mjs';

/** What a developer's own environment must not change about a measurement. */
const unset = [
  'ACCESS_URL',
  'ANTHROPIC_API_KEY',
  'CHAT_URL',
  'DATABASE_URL',
  'EMBEDDINGS_URL',
  'NODE_ENV',
  'PRICING_URL',
  'QDRANT_URL',
  'REDIS_URL',
];

export const makeDataDir = () => mkdtempSync(join(tmpdir(), 'bench-'));

/** Removes a data folder, and the embedded PostgreSQL that may have its place outside of it. */
export function removeDataDir(dataDir) {
  const pointer = join(dataDir, 'postgres.json');
  if (existsSync(pointer)) {
    const { folder } = JSON.parse(readFileSync(pointer, 'utf8'));
    rmSync(folder, { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}

/** All that a built program reads, as the container image has it. */
const parts = [
  'package.json',
  'dist/server',
  'schema',
  'prisma/migrations',
  'prisma/data',
  'node_modules/@graphql-hive/router-query-planner',
];

/** Copies the built programs to a folder, where what they read can be changed while they run. */
export function copyPrograms(folder) {
  for (const part of parts) {
    mkdirSync(dirname(join(folder, part)), { recursive: true });
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
}

/**
 * Runs a built program.
 * @param settings of it alone; with a DATA_DIR among them that folder stays, else it has one of its own
 * @param nodeFlags those of one process for all when absent
 * @param folder of the programs: this clone, or a copy
 * @returns once it is ready; its log lines go to `heard`
 */
export async function startProgram(name, port, settings = {}, nodeFlags = flags, folder = root) {
  const dataDir = settings.DATA_DIR ?? makeDataDir();
  const env = { ...process.env, ...Object.fromEntries(unset.map((name) => [name, ''])) };
  const startedAt = performance.now();
  // A port for the inspector, should it be opened: any that is free.
  const all = [...nodeFlags, '--inspect-port=127.0.0.1:0', join(folder, 'dist', 'server', `${name}.js`)];
  const child = spawn(process.execPath, all, {
    env: { ...env, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'info', ...settings, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heardOnStderr = stderrOf(child);
  const ready = heardOnStderr(/ready/);
  const listeners = new Set();
  const faults = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text);
    if (line.level >= 50) faults.push(line);
    for (const listener of listeners) listener(line);
  });

  async function stop() {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((gone) => child.once('exit', gone));
    if (!settings.DATA_DIR) removeDataDir(dataDir);
  }

  await ready;
  const readyMs = performance.now() - startedAt;
  const readyCpuMs = cpuMsOf(child.pid);
  return {
    name,
    base: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid,
    dataDir,
    faults,
    /** From the start of the process to its saying that it is ready. */
    readyMs,
    /** What it had computed until then. */
    readyCpuMs,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    signal: (name) => child.kill(name),
    /** Resolves with the address of its inspector. */
    openInspector() {
      const said = heardOnStderr(/ws:\/\/\S+/);
      child.kill('SIGUSR1');
      return said;
    },
    memory: () => memoryOf(child.pid),
    cpuMs: () => cpuMsOf(child.pid),
    /** Files, sockets and pipes that it has open. */
    handles: () => readdirSync(`/proc/${child.pid}/fd`).length,
    /** Resolves with the first log line that fits, among those to come. */
    heard: (fits) =>
      new Promise((resolve) => {
        const listener = (line) => {
          if (!fits(line)) return;
          listeners.delete(listener);
          resolve(line);
        };
        listeners.add(listener);
      }),
    stop,
  };
}

/** @returns what resolves with the first match in all that a program says on standard error; fails when it ends before */
function stderrOf(child) {
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  return (pattern) =>
    new Promise((heard, failed) => {
      const look = () => {
        const found = pattern.exec(said);
        if (!found) return;
        child.stderr.off('data', look);
        heard(found[0]);
      };
      child.stderr.on('data', look);
      child.once('exit', () => failed(new Error(`the program ended; it had said:\n${said}`)));
      look();
    });
}

/** Megabytes by the kernel's count. */
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024);
  return { now: of('VmRSS'), most: of('VmHWM') };
}

/** Milliseconds that a process has computed, by the kernel's count in hundredths of a second. */
export function cpuMsOf(pid) {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

/** Waits until something is so. @returns the milliseconds that it took; null when it did not come to be */
export async function until(isSo, patienceMs = 10_000) {
  const startedAt = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startedAt > patienceMs) return null;
    await new Promise((wake) => setTimeout(wake, 5));
  }
  return performance.now() - startedAt;
}
