import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { projectPath } from '../services/shared/project-root.ts';

/** The advisory lock that Prisma's own migrate takes, so that the two never run at once. */
const prismaLock = 72_707_369;

/** The table as Prisma's migrate creates it: `prisma migrate deploy` later finds nothing to do. */
const historyTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

type Migration = { name: string; sql: string; checksum: string };
type HistoryRow = { migration_name: string; checksum: string; finished_at: Date | null };

/** The committed migrations, oldest first. */
export async function readMigrations(folder = projectPath('prisma', 'migrations')): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

function refuseBrokenHistory(history: HistoryRow[], migrations: Migration[]): void {
  for (const row of history) {
    const migration = migrations.find(({ name }) => name === row.migration_name);
    if (!migration)
      throw new Error(`Migration ${row.migration_name} is in the database, but not in prisma/migrations`);
    if (!row.finished_at) {
      throw new Error(
        `Migration ${row.migration_name} was begun and not finished; see docs/operations/database.md`,
      );
    }
    if (row.checksum !== migration.checksum) {
      throw new Error(`Migration ${row.migration_name} has changed since it was applied`);
    }
  }
}

async function applyMigration(client: pg.Client, migration: Migration): Promise<void> {
  const id = randomUUID();
  await client.query(
    'INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name") VALUES ($1, $2, $3)',
    [id, migration.checksum, migration.name],
  );
  try {
    await client.query(migration.sql);
  } catch (error) {
    await client.query('UPDATE "_prisma_migrations" SET "logs" = $2 WHERE "id" = $1', [id, String(error)]);
    throw new Error(`Migration ${migration.name} failed`, { cause: error });
  }
  await client.query(
    'UPDATE "_prisma_migrations" SET "finished_at" = now(), "applied_steps_count" = 1 WHERE "id" = $1',
    [id],
  );
}

/**
 * Applies the committed migrations that the database has not had yet, in the order of their names.
 * @returns the names of those applied now; empty when the database was up to date
 * @throws when an earlier migration is unfinished, changed or unknown, or when one fails; nothing after it runs
 */
export async function migrate(url: string, folder?: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    await client.query(historyTable);
    const { rows } = await client.query<HistoryRow>(
      'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    );
    refuseBrokenHistory(rows, migrations);
    const applied = new Set(rows.map((row) => row.migration_name));
    const pending = migrations.filter(({ name }) => !applied.has(name));
    for (const migration of pending) await applyMigration(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
