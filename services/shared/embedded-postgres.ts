import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from './logger.ts';
import { type PostgresHome, postgresHome } from './postgres-home.ts';
import { clearLeftovers, ownCluster } from './postgres-owner.ts';
import { freePort, initialise, startPostgres, stopPostgres } from './postgres-process.ts';

export type OpenDatabase = { url: string; embedded: boolean; close(): Promise<void> };

type Options = {
  /** A PostgreSQL to use instead; then nothing is started. */
  databaseUrl: string | undefined;
  /** Where the embedded one keeps its data. */
  dataDir: string;
  logger: Logger;
};

const databaseName = 'zantara';
const restartPauseMs = 1_000;

async function passwordOf(home: PostgresHome): Promise<string> {
  const made = await access(join(home.cluster, 'data', 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (!made) await initialise(home, randomBytes(24).toString('base64url'));
  return (await readFile(join(home.cluster, 'password'), 'utf8')).trim();
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
  if (!rowCount) await client.query(`CREATE DATABASE ${databaseName}`);
  await client.end();
}

/** Another program may take the free port first; then the next one is tried. */
async function startOnFreePort(home: PostgresHome): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { server: await startPostgres(home, port), port };
    } catch (error) {
      if (attempt === 3 || !String(error).includes('could not bind')) throw error;
    }
  }
}

/**
 * The database to work with: the given one, or a real PostgreSQL started here with its data below `dataDir`.
 * Works as root and as any user; a PostgreSQL that a killed process left running is stopped first, and one that
 * ends while it is needed is started again on the same port.
 * @throws when a living process uses the same data folder, or PostgreSQL does not start
 */
export async function openDatabaseUrl({ databaseUrl, dataDir, logger }: Options): Promise<OpenDatabase> {
  if (databaseUrl) return { url: databaseUrl, embedded: false, close: async () => undefined };
  const folder = resolve(dataDir);
  const home = await postgresHome(folder);
  const password = await passwordOf(home);
  const urlAt = (port: number, name = 'postgres') =>
    `postgresql://postgres:${password}@127.0.0.1:${port}/${name}`;
  await clearLeftovers(home, urlAt, folder);

  const started = await startOnFreePort(home);
  const port = started.port;
  let server = started.server;
  let closing = false;
  let restarting: Promise<void> = Promise.resolve();

  async function restart(): Promise<void> {
    while (!closing) {
      try {
        server = await startPostgres(home, port);
        watch();
        owner = await ownCluster(urlAt(port));
        return logger.info('the embedded PostgreSQL runs again');
      } catch (err) {
        logger.error({ err }, 'the embedded PostgreSQL could not be started again');
        await pause(restartPauseMs);
      }
    }
  }
  function watch(): void {
    server.once('exit', (code, signal) => {
      if (closing) return;
      logger.error({ code, signal }, 'the embedded PostgreSQL ended; it is started again');
      restarting = restart();
    });
  }
  async function close(): Promise<void> {
    closing = true;
    await restarting;
    await owner?.end().catch(() => undefined);
    await stopPostgres(server);
  }

  watch();
  let owner = await ownCluster(urlAt(port));
  await createDatabase(urlAt(port));
  return { url: urlAt(port, databaseName), embedded: true, close };
}
