import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { type OpenAccess, openAccess } from '../../services/access/access.ts';
import { eventually } from '../../services/shared/eventually.ts';
import { connectRedis } from '../../services/shared/redis.ts';
import { makeRevocationTeller, type RevocationTeller } from '../../services/shared/revocations.ts';
import { silentLogger, type TestDatabase, testDatabase } from '../../services/shared/testing.ts';
import { makeKeyRing } from '../keys.ts';
import { followRevocations, type Revocations } from '../revocations.ts';
import { type AccessOverHttp, accessOverHttp } from './fixture/access-over-http.ts';

// Making the seeded template takes seconds; it is made once for all files.
jest.setTimeout(60_000);

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
const logger = silentLogger;
const channel = `test-${randomBytes(6).toString('hex')}`;

let database: TestDatabase;
let access: OpenAccess;
let remote: AccessOverHttp;
let teller: RevocationTeller;
let revocations: Revocations;
let admin: Redis;

beforeAll(async () => {
  database = await testDatabase();
  access = await openAccess({ database: database.database, random: randomBytes, logger });
  remote = await accessOverHttp(access);
  teller = makeRevocationTeller({ redis: connectRedis(url, logger), logger, channel });
  access.keys.onRevoked(teller.tell);
  admin = new Redis(url);
});

afterAll(async () => {
  await revocations.close();
  await teller.close();
  await remote.close();
  await access.close();
  await database.drop();
  admin.disconnect();
});

test('a key revoked in another process stops as soon as Redis has told it, without a look', async () => {
  const { secret, apiKey } = await access.keys.create({ name: 'Villa', scopes: [] });
  const ring = makeKeyRing({ lookup: remote.lookup });
  // Redis alone brings it in time: the first look would come in an hour.
  revocations = followRevocations({
    ring,
    lookup: remote.lookup,
    redis: connectRedis(url, logger),
    pollMs: 3_600_000,
    logger,
    channel,
  });
  await eventually(async () => Number((await admin.pubsub('NUMSUB', channel))[1]) === 1);
  const before = await ring.callerOf(secret);

  await access.keys.revoke(apiKey.id);

  expect(before).toMatchObject({ id: `key:${apiKey.id}` });
  expect(await eventually(async () => ring.callerOf(secret) === null)).toBe(true);
});
