import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { openDatabaseUrl } from './embedded-postgres.ts';
import { makeLogger } from './logger.ts';

const logger = makeLogger('test', 'silent');
let dataDir: string;

beforeAll(async () => {
  // 0700, as a clone in a folder closed to others
  dataDir = await mkdtemp(join(tmpdir(), 'embedded-'));
});

afterAll(async () => {
  const { folder } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as { folder: string };
  await rm(folder, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

const open = () => openDatabaseUrl({ databaseUrl: undefined, dataDir, logger });

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('openDatabaseUrl', () => {
  test('with a URL nothing is started', async () => {
    const opened = await openDatabaseUrl({ databaseUrl: 'postgresql://elsewhere/db', dataDir, logger });

    expect(opened.url).toBe('postgresql://elsewhere/db');
    expect(opened.embedded).toBe(false);
  });

  test('data outlives a stop and a start, and a second copy on the same folder is refused', async () => {
    const first = await open();
    await query(first.url, 'CREATE TABLE kept (id int)');
    await expect(open()).rejects.toThrow('Another copy is using');
    await first.close();

    const second = await open();

    expect(await query(second.url, "SELECT to_regclass('kept')::text AS kept")).toEqual([{ kept: 'kept' }]);
    await second.close();
  }, 60_000);
});
