import { spawnSync } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../services/shared/eventually.ts';
import { projectPath } from '../../services/shared/project-root.ts';
import {
  ask,
  cleanUp,
  closedFolder,
  gatewayProgram,
  launch,
  postgresHomeOf,
  processesOn,
  type Server,
  stop,
  untilReady,
} from './program.ts';

const patienceMs = 90_000;
const price = '{ service(code: "E33G") { options { price { formatted } } } }';
const saving = `mutation { saveQuote(input: { lines: [{ serviceCode: "PMA-SETUP" }] }) {
  ... on Quote { id } ... on QuoteRefusal { problems { message } } } }`;
const reading = (id: string) => `{ savedQuote(id: "${id}") { id } }`;

/** "nobody", where this is root and the clone is open to others; else the account of the tests. */
function secondAccount(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const nobody = { uid: 65_534, gid: 65_534 };
  const readable = spawnSync('test', ['-r', projectPath(gatewayProgram)], nobody).status === 0;
  if (!readable) console.warn('The clone is closed to others: the second copy runs as root too.');
  return readable ? nobody : {};
}

type Copy = { dataDir: string; account: { uid?: number; gid?: number }; port: string };

const start = ({ dataDir, account, port }: Copy) =>
  untilReady(launch(gatewayProgram, { DATA_DIR: dataDir, PORT: port, LOG_LEVEL: 'info' }, account));

/** A kept quote's id: what a restart must not lose and another copy must not know. */
async function savedIn(server: Server): Promise<string> {
  const answer = (await ask(server, saving)) as { data: { saveQuote: { id: string } } };
  return answer.data.saveQuote.id;
}

// Told in order, since every start costs seconds: the first copy is stopped, started, killed, started, interrupted.
describe('two copies on different ports and data folders', () => {
  const copies: Copy[] = [];
  const servers: Server[] = [];
  const quotes: string[] = [];

  beforeAll(async () => {
    for (const account of [{}, secondAccount()]) {
      const parent = await closedFolder();
      if (account.uid !== undefined) await chown(parent, account.uid, account.uid);
      copies.push({ dataDir: join(parent, 'data'), account, port: '0' });
    }
    servers.push(...(await Promise.all(copies.map(start))));
    for (const server of servers) quotes.push(await savedIn(server));
  }, patienceMs);

  afterAll(cleanUp, patienceMs);

  /** The first copy again, on its port. */
  async function restarted(): Promise<Server> {
    const [copy, before] = [copies[0] as Copy, servers[0] as Server];
    copy.port = new URL(before.address).port;
    const server = await start(copy);
    servers[0] = server;
    return server;
  }

  test('both answer, each from its own database', async () => {
    const answers = await Promise.all(servers.map((server) => ask(server, price)));
    const [own, foreign] = [reading(quotes[0] ?? ''), reading(quotes[1] ?? '')];

    const found = [await ask(servers[0] as Server, own), await ask(servers[0] as Server, foreign)];

    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    expect(JSON.stringify(answers[0])).toContain('12.500.000 IDR');
    expect(found.map(({ data }) => data?.savedQuote)).toEqual([{ id: quotes[0] }, null]);
  });

  test(
    'SIGTERM ends one with 0 and its PostgreSQL with it; the other goes on',
    async () => {
      const home = await postgresHomeOf((copies[0] as Copy).dataDir);
      const askedAt = performance.now();

      const code = await stop(servers[0] as Server);

      expect(code).toBe(0);
      expect(performance.now() - askedAt).toBeLessThan(15_000);
      expect(await processesOn(home)).toEqual([]);
      expect((await ask(servers[1] as Server, price)).errors).toBeUndefined();
    },
    patienceMs,
  );

  test(
    'a second start repeats nothing of the first and keeps what was saved',
    async () => {
      const versionFile = join(await postgresHomeOf((copies[0] as Copy).dataDir), 'cluster/data/PG_VERSION');
      const initialisedAt = (await stat(versionFile)).ctimeMs;

      const server = await restarted();

      console.info(`second start: ready in ${server.startedInMs} ms`);
      expect(server.output()).not.toMatch(/migrations applied|dataset loaded/);
      expect((await stat(versionFile)).ctimeMs).toBe(initialisedAt);
      expect((await ask(server, reading(quotes[0] ?? ''))).data?.savedQuote).toEqual({ id: quotes[0] });
    },
    patienceMs,
  );

  test(
    'a kill -9 leaves nothing that stops the next start, and nothing saved is lost',
    async () => {
      await stop(servers[0] as Server, 'SIGKILL');

      const server = await restarted();

      expect((await ask(server, reading(quotes[0] ?? ''))).data?.savedQuote).toEqual({ id: quotes[0] });
    },
    patienceMs,
  );

  test(
    'SIGINT sent twice, as npm and a terminal do on Ctrl-C, still ends it in order',
    async () => {
      const server = servers[0] as Server;
      server.child.kill('SIGINT');

      const code = await stop(server, 'SIGINT');

      expect(code).toBe(0);
    },
    patienceMs,
  );

  test(
    'a third copy on the data folder of a running one says so and ends',
    async () => {
      const { dataDir, account } = copies[1] as Copy;

      const third = launch(gatewayProgram, { DATA_DIR: dataDir }, account);

      expect(await third.ended).toBe(1);
      expect(third.errors()).toContain(`Another copy is using ${dataDir}`);
      expect((await ask(servers[1] as Server, price)).errors).toBeUndefined();
    },
    patienceMs,
  );

  test(
    'a port that is taken is named, and no PostgreSQL is left',
    async () => {
      const dataDir = (copies[0] as Copy).dataDir;
      const { port } = new URL((servers[1] as Server).address);

      const late = launch(gatewayProgram, { DATA_DIR: dataDir, PORT: port });

      expect(await late.ended).toBe(1);
      expect(late.errors()).toContain(port);
      const home = await postgresHomeOf(dataDir);
      expect(await eventually(async () => (await processesOn(home)).length === 0)).toBe(true);
    },
    patienceMs,
  );

  test(
    'SIGTERM while PostgreSQL starts leaves none running',
    async () => {
      const { dataDir } = copies[0] as Copy;
      const home = await postgresHomeOf(dataDir);
      const interrupted = launch(gatewayProgram, { DATA_DIR: dataDir });
      await eventually(async () => (await processesOn(home)).length > 0);

      await stop(interrupted);

      expect(await eventually(async () => (await processesOn(home)).length === 0)).toBe(true);
    },
    patienceMs,
  );
});
