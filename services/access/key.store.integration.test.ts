import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { apiKeyHash } from '../shared/api-key.ts';
import { connectDatabase } from '../shared/database.ts';
import { type TestDatabase, testDatabase } from '../shared/testing.ts';
import { findKey, insertKey, readRevoked, replaceKey, revokeKey, writeLastUse } from './key.store.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let database: TestDatabase;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

function fresh() {
  const id = String(count++).padStart(32, '0');
  return { id, prefix: 'zk_aaaaa', secretHash: apiKeyHash(id) };
}

async function aKey(): Promise<string> {
  const key = { name: 'Partner', scopes: [], requestsPerMinute: null };
  return (await insertKey(database.database, key, fresh())).id;
}

const lastUseOf = async (id: string) =>
  (await database.database.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;

test('of two rotations at once one wins and the other is a conflict', async () => {
  const id = await aKey();

  const outcomes = await Promise.allSettled([
    replaceKey(database.database, id, fresh()),
    replaceKey(database.database, id, fresh()),
  ]);

  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'CONFLICT' },
  });
  expect(await database.database.apiKey.count({ where: { rotatedFrom: id } })).toBe(1);
});

test('a rotation whose new key can not be written revokes nothing', async () => {
  const [id, other] = [await aKey(), fresh()];
  await insertKey(database.database, { name: 'x', scopes: [], requestsPerMinute: null }, other);

  await expect(replaceKey(database.database, id, other)).rejects.toThrow('Unique constraint');

  expect(await findKey(database.database, apiKeyHash(id))).toMatchObject({ key: { id } });
});

describe('readRevoked', () => {
  test('tells what was revoked in the last seconds, and not what was before', async () => {
    const [recent, old] = [await aKey(), await aKey()];
    await revokeKey(database.database, recent);
    await revokeKey(database.database, old);
    await database.database
      .$executeRaw`UPDATE api_key SET revoked_at = now() - interval '40 seconds' WHERE id = ${old}`;

    const [near, far] = [await readRevoked(database.database, 35), await readRevoked(database.database, 45)];

    expect(near).toContain(recent);
    expect(near).not.toContain(old);
    expect(far).toEqual(expect.arrayContaining([recent, old]));
  });
});

describe('writeLastUse', () => {
  test('is written at most once a minute', async () => {
    const id = await aKey();
    await writeLastUse(database.database, [id]);
    const first = await lastUseOf(id);

    await writeLastUse(database.database, [id]);
    const soon = await lastUseOf(id);
    await database.database
      .$executeRaw`UPDATE api_key SET last_used_at = last_used_at - interval '1 minute' WHERE id = ${id}`;
    await writeLastUse(database.database, [id]);

    expect(first).toEqual(expect.any(Date));
    expect(soon).toEqual(first);
    expect((await lastUseOf(id))?.getTime()).toBeGreaterThan(Number(first));
  });

  test('only the keys named are touched', async () => {
    const [used, unused] = [await aKey(), await aKey()];

    await writeLastUse(database.database, [used]);

    expect(await lastUseOf(used)).toEqual(expect.any(Date));
    expect(await lastUseOf(unused)).toBeNull();
  });
});

test('a database that is away is told by code, for reads and raw statements alike', async () => {
  const away = connectDatabase('postgresql://root@127.0.0.1:1/none', { connections: 1 });

  const failures = await Promise.allSettled([
    findKey(away, 'a'),
    readRevoked(away, 5),
    revokeKey(away, 'a'),
    replaceKey(away, 'a', fresh()),
  ]);

  expect(failures.map((failure) => failure.status === 'rejected' && failure.reason.code)).toEqual(
    Array(4).fill('DOWNSTREAM_SERVICE_ERROR'),
  );
  await away.$disconnect();
});
