import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { OpenAccess } from '../services/access/access.ts';
import { inTime, openTestAccess } from '../services/access/testing.ts';
import { pricingSettings } from '../services/pricing/config.ts';
import { apiKeyHash } from '../services/shared/api-key.ts';
import { connectDatabase } from '../services/shared/database.ts';
import { type TestDatabase, testDatabase } from '../services/shared/testing.ts';
import { type KeysSurroundings, keysCommand } from './keys-command.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let database: TestDatabase;
let access: OpenAccess;

beforeAll(async () => {
  database = await testDatabase();
  access = await openTestAccess(database.database);
});

afterAll(async () => {
  await access.close();
  await database.drop();
});

async function run(words: string[], withKeys: KeysSurroundings['withKeys'] = (work) => work(access.keys)) {
  let printed = '';
  let complained = '';
  const code = await keysCommand(words, {
    withKeys,
    print: (text) => {
      printed += text;
    },
    complain: (text) => {
      complained += text;
    },
  });
  return { code, printed, complained };
}

const secretIn = (text: string) => /^zk_.{43}$/m.exec(text)?.[0] ?? '';
const idIn = (text: string) => /^[\da-f]{32}/.exec(text)?.[0] ?? '';
const found = (secret: string) => access.keys.find(apiKeyHash(secret), inTime());

describe('npm run keys', () => {
  test('create makes a key as it was asked for and shows its secret', async () => {
    const { code, printed } = await run([
      'create',
      'Villa agency',
      '--scopes',
      'admin, knowledge:write',
      '--per-minute',
      '300',
    ]);

    expect(code).toBe(0);
    expect(await found(secretIn(printed))).toMatchObject({
      name: 'Villa agency',
      scopes: ['admin', 'knowledge:write'],
      requestsPerMinute: 300,
    });
  });

  test('a key needs nothing but a name', async () => {
    const { printed } = await run(['create', 'Plain']);

    expect(await found(secretIn(printed))).toMatchObject({ scopes: [], requestsPerMinute: null });
  });

  test('list tells everything but the secret', async () => {
    const made = await run(['create', 'Listed', '--scopes', 'admin']);
    const id = idIn(made.printed);
    await run(['revoke', idIn((await run(['create', 'Over'])).printed)]);

    const { code, printed } = await run(['list']);

    const [first = '', second = ''] = printed.split('\n');
    expect(code).toBe(0);
    expect(first).toMatch(/ revoked \d{4}-\d\d-\d\d \d\d:\d\dZ .* Over$/);
    expect(second).toMatch(
      new RegExp(`^${id}  zk_.{5}…  holds  admin  usual quota  made .*  never used  Listed$`),
    );
    expect(printed).not.toContain(secretIn(made.printed));
  });

  test('rotate shows another secret and stops the old one', async () => {
    const old = await run(['create', 'Turning']);

    const { code, printed } = await run(['rotate', idIn(old.printed)]);

    expect(code).toBe(0);
    expect(await found(secretIn(printed))).toMatchObject({ name: 'Turning', callerId: idIn(old.printed) });
    expect(await found(secretIn(old.printed))).toBeNull();
  });

  test('revoke stops a key', async () => {
    const made = await run(['create', 'Ending']);

    const { code, printed } = await run(['revoke', idIn(made.printed)]);

    expect([code, printed]).toEqual([0, expect.stringMatching(/^Revoked: .* Ending\n$/)]);
    expect(await found(secretIn(made.printed))).toBeNull();
  });

  test.each([
    [['create', 'x', '--scopes', 'root'], '"root" is no scope; the scopes are admin, knowledge:write.'],
    [['create', ' '], "A key's name has 1 to 100 printable characters."],
    [['create', 'x', '--per-minute', '0'], "A key's quota is from 1 to 100000 requests per minute."],
    [['revoke', '0'.repeat(32)], 'There is no key with this id.'],
    [['rotate', 'nonsense'], 'There is no key with this id.'],
  ])('%j is told what is wrong with it', async (words, complaint) => {
    const { code, printed, complained } = await run(words);

    expect({ code, printed, complained }).toEqual({ code: 1, printed: '', complained: `${complaint}\n` });
  });

  test('a revoked key can not be rotated', async () => {
    const id = idIn((await run(['create', 'Gone'])).printed);
    await run(['revoke', id]);

    const { code, complained } = await run(['rotate', id]);

    expect([code, complained]).toEqual([1, 'This key has been revoked; make a new one.\n']);
  });

  test('a database that is away, and settings that are wrong, are said plainly', async () => {
    const away = connectDatabase('postgresql://root@127.0.0.1:1/none', { connections: 1 });
    const lost = await openTestAccess(away);

    const noDatabase = await run(['list'], (work) => work(lost.keys));
    const badSettings = await run(['list'], async (work) => {
      pricingSettings({ DATABASE_URL: 'mysql://db' });
      return work(access.keys);
    });

    expect([noDatabase.code, noDatabase.complained]).toEqual([
      1,
      "The database can't be reached at the moment.\n",
    ]);
    expect([badSettings.code, badSettings.complained]).toEqual([
      1,
      expect.stringContaining('DATABASE_URL: must be'),
    ]);
    await away.$disconnect();
  });

  test.each(
    [
      [],
      ['create'],
      ['remove', 'a'],
      ['list', 'a'],
      ['revoke'],
      ['rotate', 'a', 'b'],
      ['revoke', 'a', '--scopes', 'admin'],
      ['create', 'a', '--force'],
      ['create', 'a', '--scopes'],
      ['create', 'a', '--per-minute', 'many'],
    ].map((words) => [words.join(' '), words] as const),
  )('the words "%s" are no command', async (_shown, words) => {
    const { code, complained } = await run([...words]);

    expect(code).toBe(2);
    expect(complained).toContain('Usage:');
  });
});
