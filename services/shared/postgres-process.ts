import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, chown, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { PostgresHome } from './postgres-home.ts';

const startTimeoutMs = 30_000;
const stopTimeoutMs = 8_000;

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=40',
  'jit=off',
  'shared_buffers=32MB',
];

function run(home: PostgresHome, program: string, parameters: string[]): ChildProcess {
  const child = spawn(join(home.programs, 'bin', program), parameters, {
    ...home.account,
    cwd: home.folder,
    env: { LC_ALL: 'C', PATH: process.env.PATH, TZ: 'UTC' },
    // Its own process group: Ctrl-C reaches us first, and we stop it when its last client has gone.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // Without this an end of ours during its start, or a crash, would leave it running until the next start.
  const stopAtExit = () => child.kill('SIGINT');
  process.once('exit', stopAtExit);
  child.once('exit', () => process.off('exit', stopAtExit));
  return child;
}

/**
 * Makes the cluster. It is built under another name and renamed when it is whole, so neither a kill nor a second
 * start at the same time leaves half of one; whoever comes second uses what the first made.
 */
export async function initialise(home: PostgresHome, password: string): Promise<void> {
  const draft = await mkdtemp(join(home.folder, 'draft-'));
  const [data, passwordFile] = [join(draft, 'data'), join(draft, 'password')];
  await chmod(draft, 0o711);
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.account)
    for (const path of [data, passwordFile]) await chown(path, home.account.uid, home.account.gid);
  const initdb = run(home, 'initdb', [
    `--pgdata=${data}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
  ]);
  try {
    let complaint = '';
    initdb.stderr?.on('data', (text: Buffer) => {
      complaint += text.toString();
    });
    const [code] = (await once(initdb, 'close')) as [number | null];
    if (code !== 0) throw new Error(complaint.trim());
    await rename(draft, home.cluster).catch((error) =>
      access(home.cluster).catch(() => Promise.reject(error)),
    );
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL could not be initialised: ${(cause as Error).message}`, {
      cause,
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** A port that nobody listens on now; someone else may still take it before PostgreSQL does. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/**
 * Starts PostgreSQL on an initialised cluster.
 * @returns once it accepts connections
 * @throws with PostgreSQL's own last words when it ends before that
 */
export async function startPostgres(home: PostgresHome, port: number): Promise<ChildProcess> {
  const data = join(home.cluster, 'data');
  const server = run(home, 'postgres', [
    ...['-D', data, '-p', String(port)],
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  await new Promise<void>((ready, failed) => {
    let lastWords = '';
    const refuse = (why: string) => {
      clearTimeout(timer);
      failed(new Error(`The embedded PostgreSQL did not start: ${why}`));
    };
    const timer = setTimeout(() => {
      server.kill('SIGQUIT');
      refuse(`not ready after ${startTimeoutMs / 1_000} s`);
    }, startTimeoutMs);
    server.stderr?.on('data', (text: Buffer) => {
      lastWords = `${lastWords}${text.toString()}`.slice(-2_000);
      if (!lastWords.includes('ready to accept connections')) return;
      clearTimeout(timer);
      ready();
    });
    server.once('error', (error) => refuse(error.message));
    server.once('close', () => refuse(lastWords.trim()));
  });
  return server;
}

/** Stops it in an orderly way; if that takes too long, at once (its next start then recovers from its log). */
export async function stopPostgres(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGINT');
  const timer = setTimeout(() => server.kill('SIGQUIT'), stopTimeoutMs);
  await gone;
  clearTimeout(timer);
}
