import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { emptyDatabase } from '../services/shared/testing.ts';
import { migrate } from './migrate.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let folder: string;

beforeEach(async () => {
  database = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function migration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('migrate', () => {
  test('applies what is pending in the order of names, and nothing twice', async () => {
    await migration('2_second', 'ALTER TABLE thing ADD COLUMN size int');
    await migration('1_first', 'CREATE TABLE thing (id int)');

    const first = await migrate(database.url, folder);
    const second = await migrate(database.url, folder);

    expect(first).toEqual(['1_first', '2_second']);
    expect(second).toEqual([]);
  });

  test('two processes at once apply each migration once', async () => {
    await migration('1_first', 'CREATE TABLE thing (id int)');

    const results = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);

    expect(results.flat()).toEqual(['1_first']);
  });

  test('a failed migration leaves nothing of itself and stops every later run', async () => {
    await migration('1_first', 'CREATE TABLE thing (id int); SELECT broken');

    await expect(migrate(database.url, folder)).rejects.toThrow('Migration 1_first failed');

    await expect(migrate(database.url, folder)).rejects.toThrow('1_first was begun and not finished');
    expect(await rowsOf("SELECT to_regclass('thing') AS thing")).toEqual([{ thing: null }]);
  });

  test('a migration that changed after it was applied is refused', async () => {
    await migration('1_first', 'CREATE TABLE thing (id int)');
    await migrate(database.url, folder);
    await migration('1_first', 'CREATE TABLE thing (id bigint)');

    await expect(migrate(database.url, folder)).rejects.toThrow('1_first has changed since it was applied');
  });
});
