import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { emptyDatabase } from '../services/shared/testing.ts';
import { databaseShape, schemaSql } from './drift.ts';
import { migrate } from './migrate.ts';

let migrated: Awaited<ReturnType<typeof emptyDatabase>>;
let described: Awaited<ReturnType<typeof emptyDatabase>>;

beforeAll(async () => {
  migrated = await emptyDatabase();
  described = await emptyDatabase();
});

afterAll(async () => {
  await migrated.drop();
  await described.drop();
});

test('the committed migrations build exactly what schema.prisma says', async () => {
  await migrate(migrated.url);
  const client = new pg.Client({ connectionString: described.url });
  await client.connect();
  await client.query(await schemaSql(described.url));
  await client.end();

  const shape = await databaseShape(migrated.url);

  expect(shape).toContainEqual(expect.stringMatching(/^column quote\.total_idr int8 NO/));
  expect(shape).toEqual(await databaseShape(described.url));
});
