import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { prepareDatabase } from '../../prisma/prepare.ts';
import { connectDatabase, type Database } from './database.ts';
import { makeLogger } from './logger.ts';
import { projectPath } from './project-root.ts';

export const silentLogger = makeLogger('test', 'silent');

export type TestDatabase = { url: string; database: Database; drop(): Promise<void> };

function adminUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set; `npm test` sets it to a PostgreSQL of its own');
  return url;
}

function urlOf(name: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** Changes whenever migrations, data or the code that loads them change. */
async function templateName(): Promise<string> {
  const folders = ['prisma/migrations', 'prisma/data', 'services/pricing'];
  const hash = createHash('sha256').update(await readFile(projectPath('prisma', 'seed.ts')));
  for (const folder of folders) {
    const entries = await readdir(projectPath(folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && /\.(sql|csv|json|store\.ts)$/.test(entry.name));
    const paths = files.map((file) => join(file.parentPath, file.name)).sort();
    for (const path of paths) hash.update(path).update(await readFile(path));
  }
  return `zantara_template_${hash.digest('hex').slice(0, 12)}`;
}

async function asAdmin<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: adminUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the migrated and seeded template once, however many test files ask at the same time. */
async function makeTemplate(client: pg.Client): Promise<string> {
  const name = await templateName();
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return name;
  const building = `${name}_building`;
  await client.query(`DROP DATABASE IF EXISTS ${building}`);
  await client.query(`CREATE DATABASE ${building}`);
  await prepareDatabase(urlOf(building), silentLogger);
  await client.query(`ALTER DATABASE ${building} RENAME TO ${name}`);
  return name;
}

/** A database of its own for one test file: migrated, seeded, dropped afterwards. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `zantara_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', ['zantara_template']);
    const template = await makeTemplate(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const database = connectDatabase(urlOf(name));
  const drop = async () => {
    await database.$disconnect();
    await asAdmin((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return { url: urlOf(name), database, drop };
}

/** An empty database of its own, without migrations. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `zantara_test_${randomBytes(6).toString('hex')}`;
  await asAdmin((client) => client.query(`CREATE DATABASE ${name}`));
  const drop = async () => {
    await asAdmin((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return { url: urlOf(name), drop };
}
