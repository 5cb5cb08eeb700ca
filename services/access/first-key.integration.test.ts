import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { apiKeyHash } from '../shared/api-key.ts';
import { type TestDatabase, testDatabase } from '../shared/testing.ts';
import type { OpenAccess } from './access.ts';
import { inTime, openTestAccess } from './testing.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let database: TestDatabase;
let access: OpenAccess;
let folder: string;

beforeEach(async () => {
  database = await testDatabase();
  access = await openTestAccess(database.database);
  folder = await mkdtemp(join(tmpdir(), 'first-key-'));
});

afterEach(async () => {
  await access.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('makeFirstKey', () => {
  test('makes an admin key and keeps it for its owner alone', async () => {
    const dataDir = join(folder, 'not', 'there', 'yet');

    const first = await access.makeFirstKey(dataDir);

    const file = join(dataDir, 'admin-key');
    expect(first).toEqual({ file, secret: (await readFile(file, 'utf8')).trim() });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['admin-key']);
    expect(await access.keys.find(apiKeyHash(first?.secret ?? ''), inTime())).toMatchObject({
      scopes: ['admin'],
    });
  });

  test('a file that an earlier database left is replaced, readable by its owner alone', async () => {
    await writeFile(join(folder, 'admin-key'), 'old', { mode: 0o644 });

    const first = await access.makeFirstKey(folder);

    expect(await readFile(join(folder, 'admin-key'), 'utf8')).toBe(`${first?.secret}\n`);
    expect((await stat(join(folder, 'admin-key'))).mode & 0o777).toBe(0o600);
  });

  test('where there is a key, even a revoked one, none is made', async () => {
    const { apiKey } = await access.keys.create({ name: 'Only one', scopes: [] });
    await access.keys.revoke(apiKey.id);

    expect(await access.makeFirstKey(folder)).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  test('a key that could not be kept does not stay in force', async () => {
    await writeFile(join(folder, 'file'), '');

    await expect(access.makeFirstKey(join(folder, 'file'))).rejects.toThrow('EEXIST');

    expect(await access.keys.list()).toMatchObject([{ revokedAt: expect.any(Date) }]);
  });
});
