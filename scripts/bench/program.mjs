// Starts the built program for a measurement, and looks at it from outside. Linux only.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { serverFlags } from '../server-flags.mjs';
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

/**
 * Runs a compiled entry on an empty data folder of its own.
 * @returns once it is ready; its log lines go to `heard`
 */
export async function startProgram(entry, port, settings = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const env = { ...process.env, ...Object.fromEntries(unset.map((name) => [name, ''])) };
  const child = spawn(process.execPath, [...serverFlags, join(root, entry)], {
    env: { ...env, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'info', ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const listeners = new Set();
  const faults = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text);
    if (line.level >= 50) faults.push(line);
    for (const listener of listeners) listener(line);
  });

  async function stop() {
    child.kill('SIGTERM');
    if (child.exitCode === null) await new Promise((gone) => child.once('exit', gone));
    const { folder } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'));
    rmSync(folder, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  }

  const base = `http://127.0.0.1:${port}`;
  await untilReady(child, base);
  return {
    base,
    port,
    faults,
    memory: () => memoryOf(child.pid),
    cpuMs: () => cpuMsOf(child.pid),
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

/** Resolves when the program answers; rejects when it ends before. */
export async function untilReady(child, base) {
  while (child.exitCode === null) {
    const answer = await fetch(`${base}/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  throw new Error('the program ended before it was ready');
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
