import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { connectDatabase, type Database, fromDatabase } from './database.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let kept: TestDatabase;
let database: Database;
/** Holds the locks that queries wait for. */
let locker: pg.Client;

beforeAll(async () => {
  kept = await testDatabase();
  database = connectDatabase(kept.url, { connections: 1, connectMs: 50 });
  locker = new pg.Client({ connectionString: kept.url });
  await locker.connect();
});

afterAll(async () => {
  await database.$disconnect();
  await locker.end();
  await kept.drop();
});

const waiting = "FROM pg_locks WHERE NOT granted AND relation = 'api_key'::regclass";

/** Begins a query that can't go on, and resolves once the server has it waiting. */
async function stuck<Result>(query: () => PromiseLike<Result>): Promise<{ result: Promise<Result> }> {
  await locker.query('BEGIN; LOCK TABLE api_key IN ACCESS EXCLUSIVE MODE');
  const result = fromDatabase(query());
  result.catch(() => undefined);
  while ((await locker.query(`SELECT 1 ${waiting}`)).rowCount === 0)
    await new Promise((wake) => setTimeout(wake, 5));
  return { result };
}

const release = () => locker.query('ROLLBACK');
afterEach(release);

const endWaiting = () => locker.query(`SELECT pg_terminate_backend(pid) ${waiting}`);

const outage = { code: 'DOWNSTREAM_SERVICE_ERROR' };

describe('an outage is told by code', () => {
  const queries: [string, (on: Database) => PromiseLike<unknown>][] = [
    ['a query', (on) => on.apiKey.count()],
    ['a raw statement', (on) => on.$queryRaw`SELECT count(*)::int FROM api_key`],
    ['a transaction', (on) => on.$transaction([on.apiKey.count()])],
  ];

  test.each(queries)('%s whose connection the server ends', async (_, query) => {
    const { result } = await stuck(() => query(database));

    await endWaiting();

    await expect(result).rejects.toMatchObject(outage);
    await release();
    await expect(query(database)).resolves.toBeDefined();
  });

  test.each(queries)('%s for which no connection gets free in time', async (_, query) => {
    const { result } = await stuck(() => database.apiKey.count());

    await expect(fromDatabase(query(database))).rejects.toMatchObject(outage);

    await release();
    await expect(result).resolves.toBeDefined();
  });

  test.each(queries)('%s that is not answered in time; its connection is given up', async (_, query) => {
    const impatient = connectDatabase(kept.url, { connections: 1, statementMs: 50 });
    const { result } = await stuck(() => query(impatient));

    await expect(result).rejects.toMatchObject(outage);

    const next = () => fromDatabase(impatient.$queryRaw`SELECT 1`);
    // One that broke a transaction off can be handed out once more before it is found to be dead.
    await expect(next().catch(next)).resolves.toBeDefined();
    await impatient.$disconnect();
  });

  test('a transaction that lasts longer than it may', async () => {
    const transaction = database.$transaction(
      async (within) => {
        await new Promise((wake) => setTimeout(wake, 60));
        return within.apiKey.count();
      },
      { timeout: 20 },
    );

    await expect(fromDatabase(transaction)).rejects.toMatchObject(outage);
  });

  test('a transaction that can not begin in time', async () => {
    const { result } = await stuck(() => database.apiKey.count());

    const transaction = database.$transaction(async (within) => within.apiKey.count(), { maxWait: 10 });

    await expect(fromDatabase(transaction)).rejects.toMatchObject(outage);
    await release();
    await expect(result).resolves.toBeDefined();
  });
});

test('a defect of ours stays what it is', async () => {
  await expect(fromDatabase(database.$queryRaw`SELECT nothing FROM nowhere`)).rejects.toMatchObject({
    code: 'P2010',
  });
});
