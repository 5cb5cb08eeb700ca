// The program in one process, and in three.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { flags, smallMachineFlags } from '../programs.mjs';
import { root } from '../set-up.mjs';
import { makeDataDir, removeDataDir, startProgram } from './program.mjs';

/**
 * @param folder of a copy of the programs; this clone's when absent
 * @returns the programs as an object with `base`, the address that clients ask
 */
export async function startOne(port, settings, folder) {
  const program = await startProgram('gateway', port, settings, flags, folder);
  return { base: program.base, programs: [program], stop: () => program.stop() };
}

export async function startThree(port, settings, folder) {
  const secret = () => randomBytes(32).toString('base64url');
  const shared = { ...settings, CHAT_GATEWAY_SECRET: secret(), ACCESS_GATEWAY_SECRET: secret() };
  const base = `http://127.0.0.1:${port}`;
  const programs = [];
  const start = (name, own, given) => startProgram(name, own, given, smallMachineFlags, folder);
  const stop = async () => {
    for (const program of programs.splice(0).reverse()) await program.stop();
  };
  try {
    programs.push(await start('pricing', port + 1, shared));
    programs.push(await start('chat', port + 2, { ...shared, GATEWAY_INTERNAL_URL: base }));
    const [PRICING_URL, CHAT_URL] = programs.map((program) => `${program.base}/graphql`);
    const ACCESS_URL = `${programs[0].base}/access/graphql`;
    // Without a database: the gateway of three processes has none.
    const elsewhere = { PRICING_URL, CHAT_URL, ACCESS_URL, DATABASE_URL: '' };
    programs.push(await start('gateway', port, { ...shared, ...elsewhere }));
    return { base, programs: [...programs], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * A database for a measurement: that of BENCH_DATABASE_URL, which nothing else may use, or an embedded one of its own,
 * which is a process beside those that are measured.
 */
export async function benchDatabase() {
  const load = (path) => import(pathToFileURL(join(root, 'dist', 'services', 'shared', path)).href);
  const { openDatabaseUrl } = await load('embedded-postgres.js');
  const { makeLogger } = await load('logger.js');
  const dataDir = makeDataDir();
  const databaseUrl = process.env.BENCH_DATABASE_URL;
  const database = await openDatabaseUrl({ databaseUrl, dataDir, logger: makeLogger('bench', 'error') });
  return {
    url: database.url,
    async close() {
      await database.close();
      removeDataDir(dataDir);
    },
  };
}
