import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { emptyDatabase } from '../services/shared/testing.ts';
import { schemaDifference } from './drift.ts';
import { migrate } from './migrate.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;

beforeAll(async () => {
  database = await emptyDatabase();
});

afterAll(async () => {
  await database.drop();
});

test('the committed migrations build exactly what schema.prisma says', async () => {
  const before = await schemaDifference(database.url);
  await migrate(database.url);

  const after = await schemaDifference(database.url);

  expect(before).toContain('CREATE TABLE');
  expect(after.trim()).toBe('-- This is an empty migration.');
});
