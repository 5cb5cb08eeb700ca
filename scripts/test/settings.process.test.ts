import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { testDatabase } from '../../services/shared/testing.ts';
import {
  ask,
  cleanUp,
  closedFolder,
  gatewayProgram,
  launch,
  npmStart,
  pricingProgram,
  stop,
  untilReady,
} from './program.ts';

const patienceMs = 60_000;
const stackTrace = /\n\s+at /;

afterAll(cleanUp, patienceMs);

describe.each([
  ['gateway', gatewayProgram],
  ['pricing', pricingProgram],
])('the %s process', (_name, program) => {
  test('names all wrong settings at once and ends', async () => {
    const wrong = launch(program, {
      PORT: 'abc',
      QUOTE_VALID_DAYS: '0',
      DATABASE_URL: 'mysql://hunter2@there/db',
    });

    expect(await wrong.ended).toBe(1);
    expect(wrong.errors().trim().split('\n')).toEqual([
      'Settings are wrong:',
      '  - PORT: must be a whole number',
      '  - DATABASE_URL: must be a postgresql address',
      '  - QUOTE_VALID_DAYS: must be at least 1',
    ]);
  });

  test(
    'says which database it can not reach and ends',
    async () => {
      const DATABASE_URL = 'postgresql://someone:hunter2@127.0.0.1:1/db';

      const lost = launch(program, { DATABASE_URL, LOG_LEVEL: 'silent' });

      expect(await lost.ended).toBe(1);
      expect(lost.errors()).toMatch(/could not start: .*127\.0\.0\.1:1/);
      expect(lost.errors()).not.toMatch(/hunter2/);
      expect(lost.errors()).not.toMatch(stackTrace);
    },
    patienceMs,
  );
});

test(
  'with a database of its own given, no embedded one is started',
  async () => {
    const database = await testDatabase();
    const dataDir = join(await closedFolder(), 'data');

    const server = await untilReady(
      launch(gatewayProgram, { DATABASE_URL: database.url, DATA_DIR: dataDir }),
    );

    expect((await ask(server, '{ priceList { currency } }')).data).toEqual({
      priceList: { currency: 'IDR' },
    });
    await expect(access(join(dataDir, 'postgres.json'))).rejects.toThrow('ENOENT');
    await stop(server);
    await database.drop();
  },
  patienceMs,
);

test(
  'a SIGTERM to npm alone ends the server that it started',
  async () => {
    const database = await testDatabase();
    const server = await untilReady(npmStart({ DATABASE_URL: database.url }));
    const asked = await ask(server, '{ priceList { currency } }');

    // Resolves when nobody holds its output any more: neither npm nor the server.
    await stop(server);

    expect(asked.data).toEqual({ priceList: { currency: 'IDR' } });
    await expect(fetch(server.address)).rejects.toThrow('fetch failed');
    await database.drop();
  },
  patienceMs,
);
