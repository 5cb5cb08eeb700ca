import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { PostgresHome } from './postgres-home.ts';

/** Held by the process that uses a cluster, for as long as it lives. */
const ownerLock = 804_201;
const patienceMs = 30_000;

/**
 * Takes a cluster for this process.
 * @param url of the cluster's "postgres" database
 * @returns the connection that holds it, for as long as it is open; null when another living process holds it
 */
export async function ownCluster(url: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
  // The connection ends with the server; that is noticed there.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const taking = 'SELECT pg_try_advisory_lock($1) AS free';
    const { rows } = await client.query<{ free: boolean }>(taking, [ownerLock]);
    if (rows[0]?.free) return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end();
  return null;
}

async function commandLine(processId: number): Promise<string> {
  if (platform() === 'linux') return readFile(`/proc/${processId}/cmdline`, 'utf8').catch(() => '');
  const asked = promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(processId)]);
  return asked.then(
    ({ stdout }) => stdout,
    () => '',
  );
}

/** What PostgreSQL's own lock file says; null when no PostgreSQL was left on the cluster. */
async function readLockFile(data: string): Promise<{ processId: number; port: number } | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  return { processId: Number(lines[0]), port: Number(lines[3]) };
}

/**
 * Deals with what a killed process left: a PostgreSQL that still runs, or a lock file that would stop the next one.
 * Process ids are given again, in containers quickly: one counts only when its command names this cluster.
 * @param urlAt the address of the cluster's "postgres" database at a port
 * @throws when a living process uses the cluster
 */
export async function clearLeftovers(
  home: PostgresHome,
  urlAt: (port: number) => string,
  dataDir: string,
): Promise<void> {
  const data = join(home.cluster, 'data');
  const deadline = Date.now() + patienceMs;
  let stopping = false;
  for (;;) {
    const left = await readLockFile(data);
    if (!left) return;
    if (!(await commandLine(left.processId)).includes(data)) {
      await rm(join(data, 'postmaster.pid'), { force: true });
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `A PostgreSQL (process ${left.processId}) is using ${data} and does not answer; stop it first`,
      );
    }
    if (!stopping) {
      const owner = await ownCluster(urlAt(left.port)).catch(() => undefined);
      if (owner === null) {
        throw new Error(
          `Another copy is using ${dataDir}; stop it, or set DATA_DIR and PORT for a second one`,
        );
      }
      if (owner) {
        process.kill(left.processId, 'SIGINT');
        stopping = true;
        await owner.end().catch(() => undefined);
      }
    }
    await pause(50);
  }
}
