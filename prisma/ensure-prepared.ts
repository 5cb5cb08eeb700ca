import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { kbliVersion } from '../services/pricing/kbli/kbli-files.ts';
import { readKbliFiles } from '../services/pricing/kbli/kbli-seed.ts';
import type { Logger } from '../services/shared/logger.ts';
import { readMigrations } from './migrate.ts';
import type { Preparation, Prepared } from './prepare-process.ts';
import { isCommittedCatalogue, readCatalogueText } from './seed.ts';

const undefinedTable = '42P01';

const history = `SELECT migration_name AS name, checksum FROM "_prisma_migrations"
  WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`;

type Dataset = { name: string; version: string; origin: string };

/**
 * Whether a database needs nothing of what `prepareDatabase` does: two reads, and a hash of the committed files.
 * False also for one that it would refuse, which then says why.
 */
export async function isPrepared(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const [applied, datasets, migrations, catalogue, kbli] = await Promise.all([
      client.query<{ name: string; checksum: string }>(history),
      client.query<Dataset>('SELECT name, version, origin FROM dataset'),
      readMigrations(),
      readCatalogueText(),
      readKbliFiles(),
    ]);
    const stampOf = (dataset: string) => datasets.rows.find(({ name }) => name === dataset);
    return (
      applied.rows.length === migrations.length &&
      applied.rows.every((row, at) => row.checksum === migrations[at]?.checksum) &&
      isCommittedCatalogue(stampOf('catalogue'), catalogue) &&
      stampOf('kbli')?.version === kbliVersion(kbli)
    );
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === undefinedTable) return false;
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Brings a database to what this version of the program needs, in a process of its own: what migrating and seeding
 * leave in memory goes with it. Starts none when the database has everything.
 * @throws Error with the reason of that process
 */
export async function ensurePrepared(url: string, logger: Logger): Promise<void> {
  if (await isPrepared(url)) return;
  const { name } = logger.bindings();
  await prepareInChild({ url, name, logLevel: logger.level });
}

function prepareInChild(preparation: Preparation): Promise<void> {
  const program = fileURLToPath(new URL('./prepare-process.js', import.meta.url));
  const child = fork(program, { execArgv: [] });
  return new Promise((done, failed) => {
    let answer: Prepared = { failure: 'the database could not be prepared' };
    child.on('message', (message: Prepared) => {
      answer = message;
    });
    child.once('error', failed);
    child.once('exit', () => (answer.failure === null ? done() : failed(new Error(answer.failure))));
    child.send(preparation);
  });
}
