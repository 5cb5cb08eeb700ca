import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chown, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { Logger } from './logger.ts';
import { type PostgresHome, postgresHome } from './postgres-home.ts';

export type OpenDatabase = { url: string; embedded: boolean; close(): Promise<void> };

type Options = {
  /** A PostgreSQL to use instead; then nothing is started. */
  databaseUrl: string | undefined;
  /** Where the embedded one keeps its data. */
  dataDir: string;
  logger: Logger;
};

const databaseName = 'zantara';
/** Held by the process that uses a cluster, for as long as it lives. */
const ownerLock = 804_201;
const startTimeoutMs = 30_000;

function urlOf(home: PostgresHome, port: number, database: string): string {
  return `postgresql://postgres:${home.password}@127.0.0.1:${port}/${database}`;
}

function run(home: PostgresHome, program: string, parameters: string[]): ChildProcess {
  return spawn(join(home.folder, 'native', 'bin', program), parameters, {
    ...home.identity,
    cwd: home.folder,
    env: { LC_ALL: 'C', PATH: process.env.PATH, TZ: 'UTC' },
    // Its own process group: Ctrl-C reaches us first, and we stop it when its last client has gone.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function initialise(home: PostgresHome): Promise<void> {
  const passwordFile = join(home.folder, 'password');
  await writeFile(passwordFile, `${home.password}\n`, { mode: 0o600 });
  if (home.identity) await chown(passwordFile, home.identity.uid, home.identity.gid);
  const initdb = run(home, 'initdb', [
    `--pgdata=${join(home.folder, 'cluster')}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
  ]);
  let complaint = '';
  initdb.stderr?.on('data', (text: Buffer) => {
    complaint += text.toString();
  });
  initdb.stdout?.resume();
  const [code] = (await once(initdb, 'close')) as [number | null];
  await rm(passwordFile, { force: true });
  if (code !== 0) {
    await rm(join(home.folder, 'cluster'), { recursive: true, force: true });
    throw new Error(`The embedded PostgreSQL could not be initialised: ${complaint.trim()}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Takes the owner lock; null when another living process holds it. The lock lasts as long as the connection. */
async function own(url: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url, keepAlive: true });
  await client.connect();
  const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [
    ownerLock,
  ]);
  if (rows[0]?.free) return client;
  await client.end();
  return null;
}

async function vanished(path: string): Promise<boolean> {
  return access(path).then(
    () => false,
    () => true,
  );
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`The embedded PostgreSQL: ${what} took too long`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

/**
 * Deals with what a killed process left: a PostgreSQL that still runs, or a lock file that would stop the next one.
 * @throws when a living process uses the cluster
 */
async function clearLeftovers(home: PostgresHome, dataDir: string): Promise<void> {
  const lockFile = join(home.folder, 'cluster', 'postmaster.pid');
  const lines = await readFile(lockFile, 'utf8').then(
    (text) => text.split('\n'),
    () => null,
  );
  if (!lines) return;
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  const reached = await own(urlOf(home, port, 'postgres')).then(
    (client) => ({ client }),
    () => null,
  );
  if (reached && !reached.client) {
    throw new Error(`Another copy is using ${dataDir}; stop it, or set DATA_DIR and PORT for a second one`);
  }
  if (!reached) {
    await rm(lockFile, { force: true });
    return;
  }
  await reached.client?.end();
  process.kill(pid, 'SIGINT');
  await until(() => vanished(lockFile), 'stopping the one left running');
}

async function start(home: PostgresHome, port: number): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=40',
    'jit=off',
    'shared_buffers=32MB',
  ];
  const server = run(home, 'postgres', [
    '-D',
    join(home.folder, 'cluster'),
    '-p',
    String(port),
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  let complaint = '';
  await new Promise<void>((ready, failed) => {
    const timer = setTimeout(
      () => failed(new Error('The embedded PostgreSQL took too long to start')),
      startTimeoutMs,
    );
    server.stderr?.on('data', (text: Buffer) => {
      complaint = `${complaint}${text.toString()}`.slice(-2_000);
      if (complaint.includes('ready to accept connections')) {
        clearTimeout(timer);
        ready();
      }
    });
    server.once('exit', () => {
      clearTimeout(timer);
      failed(new Error(`The embedded PostgreSQL did not start: ${complaint.trim()}`));
    });
  });
  server.stdout?.resume();
  return server;
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
  if (!rowCount) await client.query(`CREATE DATABASE ${databaseName}`);
  await client.end();
}

/**
 * The database to work with: the given one, or a real PostgreSQL started here with its data below `dataDir`.
 * Works as root and as any user; a PostgreSQL that a killed process left running is stopped first.
 * @throws when a living process uses the same data folder, or PostgreSQL does not start
 */
export async function openDatabaseUrl({ databaseUrl, dataDir, logger }: Options): Promise<OpenDatabase> {
  if (databaseUrl) return { url: databaseUrl, embedded: false, close: async () => undefined };
  const folder = resolve(dataDir);
  const home = await postgresHome(folder);
  if (await vanished(join(home.folder, 'cluster', 'PG_VERSION'))) await initialise(home);
  await clearLeftovers(home, folder);
  const port = await freePort();
  const server = await start(home, port);
  const owner = await own(urlOf(home, port, 'postgres'));
  owner?.on('error', () => undefined);
  server.once('exit', (code) => {
    if (code !== 0) logger.error({ code }, 'the embedded PostgreSQL ended unexpectedly');
  });
  await createDatabase(urlOf(home, port, 'postgres'));
  const close = async () => {
    await owner?.end().catch(() => undefined);
    if (server.exitCode !== null) return;
    server.kill('SIGINT');
    await once(server, 'exit');
  };
  return { url: urlOf(home, port, databaseName), embedded: true, close };
}
