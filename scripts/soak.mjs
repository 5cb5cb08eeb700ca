// `npm run soak -- --minutes 30`: keeps a copy of the program under mixed load for a while, lets it read its graph anew a
// hundred times (SIGHUP) meanwhile, each time another one than before, and reports how memory and open handles grow. It asserts no number; a request that fails, an
// error in the log or a program that ends is a fault, and ends this with exit code 1. Linux only.
// `--minutes` 0.5 to 600, 30 when absent; `--reloads` 0 to 10,000, 100 when absent; `--processes` 1 or 3.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchDatabase, startOne, startThree } from './bench/deployments.mjs';
import { growth } from './bench/growth.mjs';
import { mixedLoad, requestsOfRound } from './bench/mixed-load.mjs';
import { copyPrograms, makeDataDir, removeDataDir } from './bench/program.mjs';
import { setUp } from './set-up.mjs';

const port = 18_775;
const samples = 240;

function optionsOf(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      minutes: { type: 'string', default: '30' },
      reloads: { type: 'string', default: '100' },
      processes: { type: 'string', default: '1' },
    },
  });
  const minutes = Number(values.minutes);
  const reloads = Number(values.reloads);
  const processes = Number(values.processes);
  if (!(minutes >= 0.5 && minutes <= 600)) throw new Error('--minutes must be from 0.5 to 600');
  if (!(Number.isInteger(reloads) && reloads >= 0 && reloads <= 10_000))
    throw new Error('--reloads must be a whole number from 0 to 10,000');
  if (processes !== 1 && processes !== 3) throw new Error('--processes must be 1 or 3');
  return { minutes, reloads, processes };
}

/** Does something a number of times, evenly spread over a time; the first is one pause after the beginning. */
function spreadOver(lastsMs, times, act) {
  const timer = setInterval(act, lastsMs / (times + 1));
  return () => clearInterval(timer);
}

/** Makes the graph of a copy another one, by each call, that answers the same. */
function graphChanger(folder) {
  const path = join(folder, 'schema', 'supergraph.graphql');
  const sdl = readFileSync(path, 'utf8');
  let version = 0;
  return () => {
    version += 1;
    writeFileSync(path, `${sdl}\n# ${version}\n`);
  };
}

async function soak({ minutes, reloads, processes }, url, folder, faults) {
  const lastsMs = minutes * 60_000;
  const start = processes === 1 ? startOne : startThree;
  const { base, programs, stop } = await start(port, { DATABASE_URL: url }, folder);
  const changeGraph = graphChanger(folder);
  const gateway = programs.find(({ name }) => name === 'gateway');
  const readings = new Map(programs.map((program) => [program, []]));
  const startedAt = performance.now();
  const runs = () => programs.every((program) => program.isRunning());
  let reloaded = 0;
  const endSampling = spreadOver(lastsMs, samples, () => {
    if (!runs()) return;
    for (const [program, seen] of readings) {
      const atMs = performance.now() - startedAt;
      seen.push({ atMs, megabytes: program.memory().now, handles: program.handles() });
    }
  });
  const endReloading = spreadOver(lastsMs, reloads, () => {
    if (reloaded === reloads || !runs()) return;
    reloaded += 1;
    changeGraph();
    gateway.signal('SIGHUP');
  });
  try {
    const rounds = await mixedLoad(base, {
      goesOn: () => performance.now() - startedAt < lastsMs && runs(),
      faults,
    });
    if (!runs()) faults.push('a program ended');
    return { rounds, reloaded, readings };
  } finally {
    endSampling();
    endReloading();
    for (const { name, faults: logged } of programs)
      faults.push(...logged.map(({ msg }) => `${name}: ${msg}`));
    await stop();
  }
}

const faults = [];
const options = optionsOf(process.argv.slice(2));
await setUp();
console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)} at the start\n`,
);
const database = await benchDatabase();
const folder = makeDataDir();
try {
  copyPrograms(folder);
  const { rounds, reloaded, readings } = await soak(options, database.url, folder, faults);
  console.log(
    `${options.minutes} minutes, ${rounds * requestsOfRound} requests, the graph read anew ${reloaded} times. The first fifth is left out as warm-up.\n`,
  );
  console.log(
    '| Process | Memory, MB: first tenth | last tenth | growth an hour | Handles: first | last | growth an hour |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const [{ name }, seen] of readings) {
    const cells = [growth(seen, 'megabytes'), growth(seen, 'handles')].flatMap(({ first, last, anHour }) => [
      first.toFixed(0),
      last.toFixed(0),
      anHour.toFixed(1),
    ]);
    console.log(`| ${[name, ...cells].join(' | ')} |`);
  }
} finally {
  await database.close();
  removeDataDir(folder);
}
console.log('');
for (const fault of new Set(faults)) console.log(`Fault: ${fault}`);
if (faults.length === 0) console.log('No faults.');
process.exitCode = faults.length === 0 ? 0 : 1;
