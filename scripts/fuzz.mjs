// `npm run fuzz -- [--count 10000] [--seed N]`: hostile inputs against the built program in its production profile, with
// a PostgreSQL of its own. Ends with 1 when anything was found. Linux only, for what it counts from outside.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { startProgram, until } from './bench/program.mjs';
import { root, setUp } from './set-up.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    port: { type: 'string', default: '8097' },
  },
});
const [count, seed, port] = [values.count, values.seed, values.port].map(Number);
const secret = 'the secret of this run, which nobody may read';
const plenty = '1000000';
const settings = {
  NODE_ENV: 'production',
  SESSION_SECRET: secret,
  TRUST_PROXY: '1',
  RATE_LIMIT_GLOBAL: plenty,
  RATE_LIMIT_SESSION: plenty,
  RATE_LIMIT_API: plenty,
  RATE_LIMIT_STRICT: plenty,
};

await setUp();
const { fuzz } = await import(pathToFileURL(join(root, 'dist/scripts/fuzz/fuzz.js')).href);
const program = await startProgram('gateway', port, settings);
// Of this process, which has asked whether the program is ready.
const connectionsBefore = openConnections();
const memory = [{ sent: 0, mb: program.memory().now }];

try {
  const report = await fuzz({
    target: { host: '127.0.0.1', port },
    count,
    seed,
    secrets: [secret, program.dataDir],
    onBatch: (sent) => {
      memory.push({ sent, mb: program.memory().now });
      if (sent % 1_000 === 0) console.error(`${sent} sent, ${program.memory().now} MB`);
    },
  });
  const areGone = await until(() => openConnections() <= connectionsBefore, 20_000);
  const connectionsLeft = openConnections() - connectionsBefore;
  const health = await fetch(`${program.base}/health`);
  const trusted = await fetch(`${program.base}/api/v2/bali-zero/pricing`);
  const isSound = health.ok && trusted.ok && areGone !== null;

  console.log(`seed ${seed}: ${report.sent} inputs`);
  console.log(
    `answers by status (0: none): ${[...report.statuses]
      .sort()
      .map((pair) => pair.join(' × '))
      .join(', ')}`,
  );
  console.log(
    `memory: ${memory[0].mb} MB before, ${memory.at(-1).mb} MB after, most ${program.memory().most} MB`,
  );
  console.log(`growth over the second half: ${growth(memory).toFixed(2)} MB for 1,000 inputs`);
  console.log(`connections left open: ${connectionsLeft}`);
  console.log(`afterwards: /health ${health.status}, prices ${trusted.status}`);
  for (const { fault, count: times, kind, input } of report.findings) {
    console.log(`FOUND ${times} × ${fault} (${kind})\n  ${JSON.stringify(input)}`);
  }
  for (const line of program.faults) console.log(`LOGGED ${JSON.stringify(line).slice(0, 2_000)}`);
  process.exitCode = isSound && report.findings.length === 0 && program.faults.length === 0 ? 0 : 1;
} finally {
  await program.stop();
}

/** Connections of clients that the program still holds, by the kernel's count; its own socket that listens is none. */
function openConnections() {
  const own = port.toString(16).toUpperCase().padStart(4, '0');
  const [listening, waiting] = ['0A', '06'];
  return readFileSync(`/proc/${program.pid}/net/tcp`, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${own}`) && state !== listening && state !== waiting)
    .length;
}

/** Megabytes for 1,000 inputs: the slope of the least squares over the second half. */
function growth(points) {
  const late = points.slice(Math.floor(points.length / 2));
  const mean = (of) => late.reduce((sum, point) => sum + of(point), 0) / late.length;
  const [x, y] = [mean(({ sent }) => sent), mean(({ mb }) => mb)];
  const covariance = mean(({ sent, mb }) => (sent - x) * (mb - y));
  const variance = mean(({ sent }) => (sent - x) ** 2);
  return variance === 0 ? 0 : (covariance / variance) * 1_000;
}
