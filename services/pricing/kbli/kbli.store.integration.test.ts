import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type TestDatabase, testDatabase } from '../../shared/testing.ts';
import { committedKbli } from './fixtures.ts';
import { readKbli, readKbliVersion, replaceKbli } from './kbli.store.ts';
import { seedKbli } from './kbli-seed.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let held: TestDatabase;

beforeAll(async () => {
  held = await testDatabase();
});

afterAll(() => held.drop());

test('what is read is what the committed tables say', async () => {
  const { tables, version } = await committedKbli();

  const read = await readKbli(held.database);

  expect(read.version).toBe(version);
  expect(read.rows.codes).toEqual(tables.codes);
  expect(read.rows.ownership).toEqual(tables.ownership);
  expect(read.rows.correspondence).toHaveLength(tables.correspondence.length);
  expect(new Set(read.rows.risks.map((row) => JSON.stringify(sorted(row))))).toEqual(
    new Set(tables.risks.map((row) => JSON.stringify(sorted(row)))),
  );
});

test('a second seed of the same tables loads nothing', async () => {
  const { loaded } = await held.database.$transaction((transaction) => seedKbli(transaction));

  expect(loaded).toBe(false);
});

test('tables of another version are replaced by the committed ones', async () => {
  const { tables, version } = await committedKbli();
  const fewer = { ...tables, risks: [], ownership: [] };
  await held.database.$transaction((transaction) => replaceKbli(transaction, fewer, 'another'), {
    timeout: 30_000,
  });

  const { loaded } = await held.database.$transaction((transaction) => seedKbli(transaction), {
    timeout: 30_000,
  });

  expect([loaded, await readKbliVersion(held.database)]).toEqual([true, version]);
  expect(await held.database.kbliRisk.count()).toBe(tables.risks.length);
});

const sorted = (row: object): object => Object.fromEntries(Object.entries(row).sort());
