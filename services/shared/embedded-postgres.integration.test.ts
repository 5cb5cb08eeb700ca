import { chown, cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type OpenDatabase, openDatabaseUrl } from './embedded-postgres.ts';
import { eventually } from './eventually.ts';
import { makeLogger } from './logger.ts';

const logger = makeLogger('test', 'silent');
const isRoot = process.getuid?.() === 0;
const patienceMs = 60_000;
let parent: string;
let dataDir: string;
const opened: OpenDatabase[] = [];
const homes = new Set<string>();

beforeEach(async () => {
  // 0700, as a clone in a folder closed to others, and with a space in its path
  parent = await mkdtemp(join(tmpdir(), 'embedded database '));
  dataDir = join(parent, 'data');
});

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  for (const home of homes) await rm(home, { recursive: true, force: true });
  await rm(parent, { recursive: true, force: true });
});

const homeOf = async (folder: string): Promise<string> =>
  JSON.parse(await readFile(join(folder, 'postgres.json'), 'utf8')).folder;

async function open(folder = dataDir): Promise<OpenDatabase> {
  const database = await openDatabaseUrl({ databaseUrl: undefined, dataDir: folder, logger });
  opened.push(database);
  homes.add(await homeOf(folder));
  return database;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const keep = (url: string) => query(url, 'CREATE TABLE kept (id int)');
const isKept = async (url: string) =>
  (await query(url, "SELECT 1 FROM pg_tables WHERE tablename = 'kept'")).length === 1;

describe('openDatabaseUrl', () => {
  test('with a URL nothing is started', async () => {
    const url = 'postgresql://elsewhere/db';

    const database = await openDatabaseUrl({ databaseUrl: url, dataDir, logger });

    expect([database.url, database.embedded]).toEqual([url, false]);
  });

  test(
    'data outlives a stop and a start, and a second copy on the same folder is refused',
    async () => {
      const first = await open();
      await keep(first.url);
      await expect(open()).rejects.toThrow(`Another copy is using ${dataDir}`);
      await first.close();

      const second = await open();

      expect(await isKept(second.url)).toBe(true);
    },
    patienceMs,
  );

  test(
    'one that is killed while it is needed comes back at the same address with its data',
    async () => {
      const database = await open();
      await keep(database.url);
      const lockFile = join(await homeOf(dataDir), 'cluster', 'data', 'postmaster.pid');
      const [processId] = (await readFile(lockFile, 'utf8')).split('\n');

      process.kill(Number(processId), 'SIGKILL');

      expect(await eventually(() => isKept(database.url))).toBe(true);
    },
    patienceMs,
  );

  test(
    'a lock file that names a process which is no PostgreSQL does not stop the start',
    async () => {
      await (await open()).close();
      const lockFile = join(await homeOf(dataDir), 'cluster', 'data', 'postmaster.pid');
      await writeFile(lockFile, `${process.pid}\n/\n0\n5432\n\n127.0.0.1\n\nready\n`);

      const database = await open();

      expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    patienceMs,
  );

  test(
    'a data folder that was moved keeps its data; a copy of it is a database of its own',
    async () => {
      const first = await open();
      await keep(first.url);
      await first.close();
      const [moved, copied] = [join(parent, 'moved'), join(parent, 'copied')];
      await rename(dataDir, moved);
      const movedDatabase = await open(moved);
      await cp(join(moved, 'postgres.json'), join(copied, 'postgres.json'));

      const copiedDatabase = await open(copied);

      expect([await isKept(movedDatabase.url), await isKept(copiedDatabase.url)]).toEqual([true, false]);
    },
    patienceMs,
  );

  test(
    'a data folder that was deleted starts from nothing',
    async () => {
      const first = await open();
      await keep(first.url);
      await first.close();
      await rm(dataDir, { recursive: true });

      const second = await open();

      expect(await isKept(second.url)).toBe(false);
    },
    patienceMs,
  );

  test('two first starts at the same time leave one running and refuse the other', async () => {
    const outcomes = await Promise.allSettled([open(), open()]);

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await open().catch((error: Error) => error.message)).toMatch('Another copy is using');
  }, 60_000);
});

// Only root runs PostgreSQL as another account, in a folder that others could have prepared.
(isRoot ? describe : describe.skip)('openDatabaseUrl as root', () => {
  const pointer = () => join(dataDir, 'postgres.json');
  const pointTo = async (folder: string) => {
    await mkdir(dataDir);
    await writeFile(pointer(), JSON.stringify({ dataDir, folder }));
  };

  test('a data folder of another account is refused', async () => {
    await pointTo(join(parent, 'home'));
    await chown(pointer(), 65_534, 65_534);

    await expect(open()).rejects.toThrow('was made by another account (uid 65534)');
  });

  test('a link where the home would stand is not followed', async () => {
    await mkdir(join(parent, 'elsewhere'));
    await symlink(join(parent, 'elsewhere'), join(parent, 'home'));
    await pointTo(join(parent, 'home'));

    await expect(open()).rejects.toThrow('belongs to another account');
  });
});
