// The PostgreSQL of a measurement: a database of its own at DATABASE_URL, else the embedded one, started here so that it
// is not on the core of the program under measurement.
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compiled } from './ours.mjs';

async function ownDatabase(address) {
  const { default: pg } = await import('pg');
  const name = `zantara_bench_${randomBytes(6).toString('hex')}`;
  const asAdmin = async (statement) => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await asAdmin(`CREATE DATABASE ${name}`);
  const url = new URL(address);
  url.pathname = `/${name}`;
  const drop = () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
  return { url: url.href, text: 'a PostgreSQL at DATABASE_URL', close: drop };
}

/** @param folder for the embedded one */
export async function openDatabase(folder) {
  if (process.env.DATABASE_URL) return ownDatabase(process.env.DATABASE_URL);
  const { openDatabaseUrl } = await compiled('services/shared/embedded-postgres.js');
  const { makeLogger } = await compiled('services/shared/logger.js');
  const dataDir = join(folder, 'postgres');
  const { url, close } = await openDatabaseUrl({ dataDir, logger: makeLogger('bench', 'silent') });
  return {
    url,
    text: 'the embedded PostgreSQL',
    async close() {
      await close();
      const { folder: cluster } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'));
      rmSync(cluster, { recursive: true, force: true });
    },
  };
}
