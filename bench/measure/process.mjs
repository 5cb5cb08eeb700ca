// Programs under measurement: a fresh process each, kept on a core of its own, its output in a file.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpuMsOf, memoryOf, until } from '../../scripts/bench/program.mjs';
import { cores, pinned } from './cores.mjs';

/** A machine that others use can be slow to start a program. */
const startPatienceMs = 120_000;

/** Those that run; none outlives this process, however it ends. */
const running = new Set();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** The environment without what a developer has set for other runs. */
const plainEnvironment = () => {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return { PATH, ...(HOME && { HOME }), ...(LANG && { LANG }), ...(TMPDIR && { TMPDIR }) };
};

/**
 * Starts a Node program and waits for it.
 * @param isReady resolves to true once the program answers; absent: it says "ready" on standard output
 * @param log file for its output
 * @param core what it is pinned to; see cores.mjs
 * @returns with the milliseconds from its start until it was ready
 */
export async function startProcess({ entry, flags = [], settings = {}, log, core = cores.server, isReady }) {
  const port = settings.PORT ? Number(settings.PORT) : await freePort();
  const [command, ...parameters] = pinned(core, [process.execPath, ...flags, entry]);
  // Begun anew: the lines of some rounds together are more than a file can be read of.
  writeFileSync(log, '');
  const out = openSync(log, 'a');
  const startedAt = performance.now();
  const child = spawn(command, parameters, {
    env: { ...plainEnvironment(), NODE_ENV: 'production', ...settings, PORT: String(port) },
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  running.add(child);
  child.once('exit', () => running.delete(child));
  const base = `http://127.0.0.1:${port}`;
  const said = () => readFileSync(log, 'utf8');
  const ready = isReady ? () => isReady(base) : () => said().includes('ready\n');
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  if ((await until(async () => isOver() || (await ready()), startPatienceMs)) === null || isOver()) {
    child.kill('SIGKILL');
    throw new Error(`${entry} did not start: ${said().slice(-2_000)}`);
  }
  const readyMs = performance.now() - startedAt;
  return {
    base,
    port,
    pid: child.pid,
    readyMs,
    cpuMs: () => cpuMsOf(child.pid),
    memoryMb: () => memoryOf(child.pid),
    async stop() {
      if (isOver()) return;
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await gone;
      clearTimeout(patience);
    },
  };
}
