import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestDatabase, testDatabase } from '../../services/shared/testing.ts';
import {
  ask,
  cleanUp,
  closedFolder,
  codesOf,
  gatewayProgram,
  launch,
  pricingProgram,
  stop,
  untilReady,
} from './program.ts';

const patienceMs = 120_000;
const keysProgram = 'dist/scripts/keys.js';
const firstKey = /^ {2}Admin key +(zk_\S{43}) .*$/m;
const viewer = '{ viewer { kind } }';

async function keys(settings: Record<string, string>, ...words: string[]) {
  const command = launch(keysProgram, settings, {}, words);
  return { code: await command.ended, printed: command.output(), complained: command.errors() };
}

afterAll(cleanUp, patienceMs);

test(
  'the first embedded start makes an admin key and tells it once; a command works beside the server and after it',
  async () => {
    const DATA_DIR = join(await closedFolder(), 'data');
    const first = await untilReady(launch(gatewayProgram, { DATA_DIR }));
    const beside = await keys({ DATA_DIR }, 'create', 'Partner', '--scopes', 'knowledge:write');
    await stop(first);
    const second = await untilReady(launch(gatewayProgram, { DATA_DIR }));
    await stop(second);
    const after = await keys({ DATA_DIR }, 'list');

    const secret = firstKey.exec(first.errors())?.[1];
    expect(await readFile(join(DATA_DIR, 'admin-key'), 'utf8')).toBe(`${secret}\n`);
    expect((await stat(join(DATA_DIR, 'admin-key'))).mode & 0o777).toBe(0o600);
    expect(first.output() + second.output() + second.errors()).not.toContain(secret);
    expect(beside).toMatchObject({ code: 0, complained: '' });
    expect(after.printed).toMatch(/knowledge:write.*Partner\n.*admin.*first admin key\n$/);
  },
  patienceMs,
);

describe('with a database that is given', () => {
  const ACCESS_GATEWAY_SECRET = 'x'.repeat(32);
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase();
  }, patienceMs);

  afterAll(() => database.drop(), patienceMs);

  test(
    'no key is made, and access answers in the pricing process, for the gateway alone',
    async () => {
      const settings = { DATABASE_URL: database.url, ACCESS_GATEWAY_SECRET };
      const pricing = await untilReady(launch(pricingProgram, settings));
      const gateway = await untilReady(
        launch(gatewayProgram, {
          PRICING_URL: `${pricing.address}/graphql`,
          ACCESS_URL: `${pricing.address}/access/graphql`,
          ...settings,
        }),
      );

      const answer = await ask(gateway, viewer);
      const refused = await ask(gateway, '{ apiKeys { name } }');
      const direct = await ask({ ...pricing, address: `${pricing.address}/access` }, viewer);
      const list = await keys(settings, 'list');
      await stop(gateway);
      await stop(pricing);

      expect(answer).toEqual({ data: { viewer: { kind: 'SESSION' } } });
      expect(codesOf(refused)).toEqual(['UNAUTHENTICATED']);
      expect(codesOf(direct)).toEqual(['UNAUTHENTICATED']);
      expect(pricing.errors() + gateway.errors()).not.toContain('zk_');
      expect(list).toEqual({ code: 0, printed: 'There are no keys.\n', complained: '' });
    },
    patienceMs,
  );
});
