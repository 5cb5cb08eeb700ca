import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { apiKeyHash, isApiKey } from '../shared/api-key.ts';
import { type TestDatabase, testDatabase } from '../shared/testing.ts';
import type { OpenAccess } from './access.ts';
import { admin, anonymous, ask, inTime, openTestAccess, partner, visitor } from './testing.ts';

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

const key = 'id name prefix scopes requestsPerMinute createdAt lastUsedAt revokedAt';
const createApiKey = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { ${key} } } }`;
const rotateApiKey = `mutation ($id: ID!) { rotateApiKey(id: $id) { secret apiKey { ${key} } } }`;
const revokeApiKey = `mutation ($id: ID!) { revokeApiKey(id: $id) { ${key} } }`;
const apiKeys = `{ apiKeys { ${key} } }`;

type Made = { secret: string; apiKey: { id: string; prefix: string; name: string } };

async function made(input: object): Promise<Made> {
  const { data, errors } = await ask(access, admin, createApiKey, { input });
  if (!data) throw errors?.[0];
  return data.createApiKey as Made;
}

const found = (secret: string) => access.keys.find(apiKeyHash(secret), inTime());

describe('createApiKey', () => {
  test('gives a secret of our form, which is kept nowhere', async () => {
    const { secret, apiKey } = await made({ name: 'Villa', scopes: ['admin'], requestsPerMinute: 300 });

    const [row] = await database.database.apiKey.findMany({ where: { id: apiKey.id } });
    expect(isApiKey(secret)).toBe(true);
    expect(apiKey).toMatchObject({
      name: 'Villa',
      prefix: secret.slice(0, 8),
      scopes: ['admin'],
      requestsPerMinute: 300,
      createdAt: expect.any(Date),
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(row?.secretHash).toBe(apiKeyHash(secret));
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  test.each([
    ['name', { name: ' ', scopes: [] }],
    ['scopes', { name: 'x', scopes: ['root'] }],
    ['requestsPerMinute', { name: 'x', scopes: [], requestsPerMinute: 0 }],
  ])('a wrong %s is bad input and makes nothing', async (argument, input) => {
    const before = await database.database.apiKey.count();

    const { errors } = await ask(access, admin, createApiKey, { input });

    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(await database.database.apiKey.count()).toBe(before);
  });
});

test('apiKeys lists all, newest first, and tells no secret', async () => {
  const first = await made({ name: 'First', scopes: [] });
  const second = await made({ name: 'Second', scopes: [] });
  await ask(access, admin, revokeApiKey, { id: first.apiKey.id });

  const { data } = await ask(access, admin, apiKeys);

  const listed: unknown[] = Array.isArray(data?.apiKeys) ? data.apiKeys : [];
  expect(listed.slice(0, 2)).toMatchObject([
    { name: 'Second', revokedAt: null },
    { name: 'First', revokedAt: expect.any(Date) },
  ]);
  expect(JSON.stringify(data)).not.toContain(second.secret);
});

describe('rotateApiKey', () => {
  test('the new secret holds, the old one stops at once, and the caller stays the same', async () => {
    const old = await made({ name: 'Turning', scopes: ['knowledge:write'], requestsPerMinute: 7 });
    const before = await found(old.secret);

    const { data } = await ask(access, admin, rotateApiKey, { id: old.apiKey.id });

    const fresh = data?.rotateApiKey as Made;
    expect(await found(old.secret)).toBeNull();
    expect(await found(fresh.secret)).toEqual({ ...before, id: fresh.apiKey.id });
    expect(before).toMatchObject({ callerId: old.apiKey.id, requestsPerMinute: 7 });
    expect(fresh.apiKey.id).not.toBe(old.apiKey.id);
    expect(await database.database.apiKey.findUnique({ where: { id: fresh.apiKey.id } })).toMatchObject({
      rotatedFrom: old.apiKey.id,
    });
  });

  test('a revoked key can not be brought back by it', async () => {
    const { apiKey } = await made({ name: 'Gone', scopes: [] });
    await ask(access, admin, revokeApiKey, { id: apiKey.id });

    const { errors } = await ask(access, admin, rotateApiKey, { id: apiKey.id });

    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  });
});

describe('revokeApiKey', () => {
  test('the key stops; once more changes nothing', async () => {
    const { secret, apiKey } = await made({ name: 'Ending', scopes: [] });

    const first = await ask(access, admin, revokeApiKey, { id: apiKey.id });
    const again = await ask(access, admin, revokeApiKey, { id: apiKey.id });

    expect(await found(secret)).toBeNull();
    expect(first.data?.revokeApiKey).toMatchObject({ id: apiKey.id, revokedAt: expect.any(Date) });
    expect(again).toEqual(first);
  });
});

describe.each([
  ['rotateApiKey', rotateApiKey],
  ['revokeApiKey', revokeApiKey],
])('%s', (_name, mutation) => {
  test.each(['0'.repeat(32), 'short', "'; DROP TABLE api_key", 'x'.repeat(10_000)])(
    'the id %.32s is not found',
    async (id) => {
      const { errors } = await ask(access, admin, mutation, { id });

      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    },
  );
});

describe.each([
  ['apiKeys', apiKeys, {}],
  ['createApiKey', createApiKey, { input: { name: 'x', scopes: ['admin'] } }],
  ['rotateApiKey', rotateApiKey, { id: '0'.repeat(32) }],
  ['revokeApiKey', revokeApiKey, { id: '0'.repeat(32) }],
])('%s is for admins', (_field, source, variables) => {
  test.each([
    ['a caller without identity', anonymous, 'UNAUTHENTICATED'],
    ['a session', visitor, 'UNAUTHENTICATED'],
    ['a key with another scope', partner, 'FORBIDDEN'],
  ])('%s is refused', async (_who, caller, code) => {
    const { data, errors } = await ask(access, caller, source, variables);

    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });
});

describe('viewer', () => {
  test.each([
    [anonymous, { kind: 'ANONYMOUS', name: null, scopes: [] }],
    [visitor, { kind: 'SESSION', name: null, scopes: [] }],
    [partner, { kind: 'API_KEY', name: 'Partner', scopes: ['knowledge:write'] }],
    [
      { kind: 'USER', id: 'user:1', scopes: ['admin'] } as const,
      { kind: 'USER', name: null, scopes: ['admin'] },
    ],
  ])('%o is told who it is', async (caller, viewer) => {
    expect(await ask(access, caller, '{ viewer { kind name scopes } }')).toEqual({ data: { viewer } });
  });
});
