// `npm run bench:process`: starts the whole program on an empty data folder and on a filled one, asks it what the
// partners' page and the README ask, and reports times and memory. It asserts nothing.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryOf, untilReady } from './bench/program.mjs';
import { serverFlags } from './server-flags.mjs';
import { root, setUp } from './set-up.mjs';

const port = 18_765;
const base = `http://127.0.0.1:${port}`;
const rounds = 20;

const bodies = {
  '/api/v2/bali-zero/pricing': ['all', 'visa', 'kitas', 'kitap', 'business', 'tax'].map((type) => ({
    service_type: type,
  })),
  '/api/v2/bali-zero/price': ['C1', 'KITAS', 'E33G', 'NPWP', 'PT PMA Setup'].map((service) => ({ service })),
  '/api/v2/bali-zero/kbli': ['restoran', 'villa', 'coffee shop', 'noleggio', 'laundry'].map((query) => ({
    query,
    limit: 100,
  })),
  '/api/v2/bali-zero/kbli/requirements': ['restaurant', 'laundry'].map((businessType) => ({
    params: { businessType },
  })),
};

const query = `query Ask($words: String!) {
  searchKbli(query: $words, first: 20) { kbli { code title(lang: EN) risks { levels licences } foreignOwnership { status rules { kind source } } } }
  services(first: 50) { nodes { code name options { key price { formatted } } } }
}`;

const post = (path, body) =>
  fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then((answer) => answer.text());

async function load() {
  for (let round = 0; round < rounds; round += 1) {
    for (const [path, all] of Object.entries(bodies)) {
      // A term of its own each round, so that the response cache does not answer.
      for (const body of all) await post(path, { ...body, round });
    }
    await post('/graphql', { query, variables: { words: `restaurant ${round}` } });
  }
}

async function measured(title, dataDir) {
  const started = Date.now();
  const child = spawn(process.execPath, [...serverFlags, join(root, 'dist/gateway/index.js')], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      DATABASE_URL: '',
      PRICING_URL: '',
    },
    stdio: 'ignore',
  });
  try {
    await untilReady(child, base);
    const readyMs = Date.now() - started;
    const atReady = memoryOf(child.pid);
    await load();
    const after = memoryOf(child.pid);
    return `| ${title} | ${(readyMs / 1_000).toFixed(1)} | ${atReady.now} | ${after.now} | ${after.most} |`;
  } finally {
    child.kill('SIGTERM');
    await new Promise((gone) => child.once('exit', gone));
  }
}

await setUp();
const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
const rows = [await measured('first, from nothing', dataDir), await measured('second', dataDir)];
console.log(`Node ${process.versions.node}, ${cpus().length} cores, ${rounds * 19} requests\n`);
console.log('| Start | Ready, s | Memory at ready, MB | after the requests, MB | most ever, MB |');
console.log('| --- | --- | --- | --- | --- |');
console.log(rows.join('\n'));
const { folder } = JSON.parse(readFileSync(join(dataDir, 'postgres.json'), 'utf8'));
rmSync(folder, { recursive: true, force: true });
rmSync(dataDir, { recursive: true, force: true });
