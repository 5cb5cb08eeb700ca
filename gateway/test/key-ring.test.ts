import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'graphql';
import { type OpenAccess, openAccess } from '../../services/access/access.ts';
import { apiKeyHash } from '../../services/shared/api-key.ts';
import { gatewayCaller } from '../../services/shared/caller.ts';
import type { KeyLookup } from '../../services/shared/key-lookup.ts';
import { makeSignedCalls } from '../../services/shared/signed-call.ts';
import { silentLogger, type TestDatabase, testDatabase } from '../../services/shared/testing.ts';
import { type KeyRing, makeKeyRing } from '../keys.ts';
import { followRevocations, type Revocations } from '../revocations.ts';
import { type AccessOverHttp, accessOverHttp } from './fixture/access-over-http.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

let database: TestDatabase;
/** Of the process that the gateway asks, and of another one on the same database: a command, or a second machine. */
let access: OpenAccess;
let elsewhere: OpenAccess;
let remote: AccessOverHttp;
let revocations: Revocations | undefined;

beforeAll(async () => {
  database = await testDatabase();
  const parts = { database: database.database, random: randomBytes, logger: silentLogger };
  access = await openAccess(parts);
  elsewhere = await openAccess(parts);
  remote = await accessOverHttp(access);
});

afterAll(async () => {
  await remote.close();
  await access.close();
  await elsewhere.close();
  await database.drop();
});

afterEach(async () => {
  await revocations?.close();
});

function openRing(lookup: KeyLookup): KeyRing {
  const ring = makeKeyRing({ lookup });
  revocations = followRevocations({ ring, lookup, redis: null, logger: silentLogger });
  return ring;
}

const ways: [string, () => KeyLookup][] = [
  ['in process', () => access.keys],
  ['over HTTP', () => remote.lookup],
];

describe.each(ways)('the key ring over real keys, %s', (_way, lookup) => {
  test('a key names its caller; a made-up one is none', async () => {
    const { secret, apiKey } = await access.keys.create({
      name: 'Villa',
      scopes: ['knowledge:write'],
      requestsPerMinute: 300,
    });
    const ring = openRing(lookup());

    const caller = await ring.callerOf(secret);
    const nobody = await ring.callerOf(`zk_${randomBytes(32).toString('base64url')}`);

    expect(caller).toEqual({
      kind: 'API_KEY',
      id: `key:${apiKey.id}`,
      name: 'Villa',
      scopes: ['knowledge:write'],
      requestsPerMinute: 300,
    });
    expect(nobody).toBeNull();
  });

  test('a key that another process revokes stops with the next look', async () => {
    const { secret, apiKey } = await access.keys.create({ name: 'Villa', scopes: [] });
    const ring = openRing(lookup());
    await ring.callerOf(secret);

    await elsewhere.keys.revoke(apiKey.id);
    const before = ring.callerOf(secret);
    await revocations?.look();

    expect(before).toMatchObject({ id: `key:${apiKey.id}` });
    expect(ring.callerOf(secret)).toBeNull();
  });

  test('after a rotation the new secret is the same caller', async () => {
    const { secret, apiKey } = await access.keys.create({ name: 'Villa', scopes: [] });
    const ring = openRing(lookup());
    const before = await ring.callerOf(secret);

    const rotated = await access.keys.rotate(apiKey.id);

    expect(await ring.callerOf(rotated.secret)).toEqual(before);
  });
});

test('in one process a revoked or rotated key stops at once', async () => {
  const [revoked, rotated] = [
    await access.keys.create({ name: 'One', scopes: [] }),
    await access.keys.create({ name: 'Two', scopes: [] }),
  ];
  const ring = openRing(access.keys);
  await Promise.all([revoked, rotated].map(({ secret }) => ring.callerOf(secret)));

  await access.keys.revoke(revoked.apiKey.id);
  await access.keys.rotate(rotated.apiKey.id);

  expect([revoked, rotated].map(({ secret }) => ring.callerOf(secret))).toEqual([null, null]);
});

describe('the private address of keys', () => {
  const calls = makeSignedCalls({ secret: 'another secret, of somebody else!' });
  const question = JSON.stringify({ hash: apiKeyHash('zk_') });

  async function post(body: string, headers: Record<string, string>) {
    const answer = await fetch(new URL('/access/keys', remote.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: answer.status, text: await answer.text() };
  }

  test.each([
    ['without a signature', () => ({})],
    ['with one of another secret', () => ({ ...calls.sign(gatewayCaller, question) })],
    ['with one of another body', () => ({ ...remote.signedCalls.sign(gatewayCaller, '{}') })],
  ])('a call %s is refused', async (_what, headers) => {
    const { status, text } = await post(question, headers());

    expect([status, text]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
  });

  test.each([
    '',
    '{',
    '{}',
    '[]',
    '{"hash":"short"}',
    '{"revokedWithinSeconds":0}',
    '{"revokedWithinSeconds":1e9}',
  ])('the question %j is refused', async (body) => {
    const { status } = await post(body, { ...remote.signedCalls.sign(gatewayCaller, body) });

    expect(status).toBe(400);
  });

  test('one with another secret is a failure by code for its gateway', async () => {
    const ring = openRing(remote.lookupWith(calls));

    await expect(ring.callerOf(`zk_${'a'.repeat(43)}`)).rejects.toMatchObject({
      code: 'DOWNSTREAM_SERVICE_ERROR',
    });
  });
});

test('the access graph at its private address works for the caller that the gateway names', async () => {
  const subgraph = remote.subgraph();
  const context = {
    caller: { kind: 'API_KEY', id: 'key:1', name: 'Ops', scopes: ['admin'], requestsPerMinute: 9 } as const,
    requestId: 'request-0001',
    signal: new AbortController().signal,
  };

  const answer = await subgraph.execute({
    document: parse('{ viewer { kind name scopes } apiKeys { name } }'),
    kind: 'query',
    context,
  });

  expect(answer).toMatchObject({
    data: { viewer: { kind: 'API_KEY', name: 'Ops', scopes: ['admin'] }, apiKeys: expect.any(Array) },
  });
});
