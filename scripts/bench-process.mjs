// `npm run bench:process`: how long the built programs take to be ready, what they take of memory under mixed load, and
// how much slower a first request is. It holds the numbers against their bars and asserts none of them; a request that
// fails ends it with exit code 1. Linux only. BENCH_DATABASE_URL names a database for it alone; without one it starts
// an embedded PostgreSQL beside the programs.
import { cpus, loadavg } from 'node:os';
import { benchDatabase, startOne, startThree } from './bench/deployments.mjs';
import { firstRequests } from './bench/first-requests.mjs';
import { mixedLoad, requestsOfRound } from './bench/mixed-load.mjs';
import { makeDataDir, removeDataDir, startProgram } from './bench/program.mjs';
import { spread } from './bench/reader.mjs';
import { setUp } from './set-up.mjs';

const port = 18_765;
const starts = 5;
const loadRounds = 60;
const faults = [];

const megabytes = { 'one process': 320, gateway: 200, pricing: 200, chat: 250 };

const verdict = (measured, bar) => (measured <= bar ? 'holds' : 'falls short');
const seconds = (ms) => (ms / 1_000).toFixed(2);
const table = (...rows) => console.log(`${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
const line = (columns) => Array.from({ length: columns }, () => '---');

/** The programs of some starts of a deployment by their names, each stopped before the next. */
async function timesOf(count, start) {
  const times = {};
  for (let round = 0; round < count; round += 1) {
    const { programs, stop } = await start();
    for (const program of programs) times[program.name] = [...(times[program.name] ?? []), program];
    await stop();
  }
  return times;
}

function startRow(title, started, barMs) {
  const { count, median, most } = spread(started.map(({ readyMs }) => readyMs));
  const computed = spread(started.map(({ readyCpuMs }) => readyCpuMs)).median;
  const bar = barMs === null ? ['none', ''] : [`under ${seconds(barMs)}`, verdict(median, barMs)];
  return [title, count, seconds(median), seconds(most), seconds(computed), ...bar];
}

async function measureStarts(settings) {
  const dataDir = makeDataDir();
  const embedded = { DATA_DIR: dataDir };
  try {
    const fromNothing = await timesOf(1, () => startOne(port, embedded));
    const again = await timesOf(starts, () => startOne(port, embedded));
    // The first one migrates and seeds.
    const prepared = await startProgram('pricing', port, settings);
    await prepared.stop();
    const one = await timesOf(starts, () => startOne(port, settings));
    const three = await timesOf(starts, () => startThree(port, settings));
    table(
      ['Ready after', 'Starts', 'Median, s', 'Most, s', 'Computed, s', 'Bar, s', ''],
      line(7),
      startRow('one process, embedded, from nothing', fromNothing.gateway, null),
      startRow('one process, embedded, on its data', again.gateway, 3_000),
      startRow('one process, `DATABASE_URL`', one.gateway, 1_500),
      ...['gateway', 'pricing', 'chat'].map((name) => startRow(`${name} of three`, three[name], 1_500)),
    );
  } finally {
    removeDataDir(dataDir);
  }
}

/** The most that each program takes from ready to the end of the load. */
async function memoryUnderLoad(deployment) {
  const seen = deployment.programs.map((program) => ({
    program,
    ready: program.memory().now,
    most: 0,
    now: 0,
  }));
  const sampler = setInterval(() => {
    for (const each of seen) {
      each.now = each.program.memory().now;
      each.most = Math.max(each.most, each.now);
    }
  }, 100);
  try {
    await mixedLoad(deployment.base, { goesOn: (rounds) => rounds < loadRounds, faults });
    return seen;
  } finally {
    clearInterval(sampler);
    for (const { program } of seen)
      faults.push(...program.faults.map(({ msg }) => `${program.name}: ${msg}`));
    await deployment.stop();
  }
}

async function measureMemory(settings) {
  const one = await memoryUnderLoad(await startOne(port, settings));
  const three = await memoryUnderLoad(await startThree(port, settings));
  const row = (title, { ready, most, now }) => {
    const bar = megabytes[title];
    return [title, ready, now, most, bar, verdict(most, bar)];
  };
  console.log(`${loadRounds} rounds of ${requestsOfRound} requests, two rounds at a time.\n`);
  table(
    ['Resident memory, MB', 'at ready', 'after the load', 'most from ready on', 'Bar', ''],
    line(6),
    ...one.map((each) => row('one process', each)),
    ...three.map((each) => row(each.program.name, each)),
  );
}

async function measureFirstRequests(settings) {
  const rows = await firstRequests(() => startOne(port, settings), faults);
  table(
    ['First request after ready, ms', 'first', 'usual, as alone', 'ratio', 'Bar', '', 'usual in a row'],
    line(7),
    ...rows.map(({ title, firstMs, usualMs, inRowMs }) => [
      title,
      firstMs.toFixed(1),
      usualMs.toFixed(1),
      (firstMs / usualMs).toFixed(1),
      2,
      verdict(firstMs / usualMs, 2),
      inRowMs.toFixed(1),
    ]),
  );
}

await setUp();
const load = () => loadavg()[0]?.toFixed(1);
console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, load ${load()} at the start\n`,
);
const database = await benchDatabase();
try {
  const settings = { DATABASE_URL: database.url };
  await measureStarts(settings);
  await measureMemory(settings);
  await measureFirstRequests(settings);
} finally {
  await database.close();
}
console.log(`Load at the end: ${load()}`);
for (const fault of new Set(faults)) console.log(`Fault: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
