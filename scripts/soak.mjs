// `npm run soak -- --minutes 30`: keeps a copy of the program under mixed load for a while, lets it read its graph anew a
// hundred times (SIGHUP) meanwhile, each time another one than before, and reports how memory and open handles grow.
// Resident memory moves with the moment of the last collection: what is held on to is read after full ones, twenty in all.
// It asserts no number; a request that fails, an error in the log or a program that ends is a fault, and ends this with
// exit code 1. Linux only.
// `--minutes` 0.5 to 600, 30 when absent; `--reloads` 0 to 10,000, 100 when absent; `--processes` 1 or 3.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchDatabase, startOne, startThree } from './bench/deployments.mjs';
import { growthTable, spreadOver, watchMemory } from './bench/memory-watch.mjs';
import { mixedLoad, requestsOfRound } from './bench/mixed-load.mjs';
import { copyPrograms, makeDataDir, removeDataDir } from './bench/program.mjs';
import { setUp } from './set-up.mjs';

const port = 18_775;

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
  const runs = () => programs.every((program) => program.isRunning());
  const watch = await watchMemory(programs, lastsMs, faults).catch(async (error) => {
    await stop();
    throw error;
  });
  const startedAt = performance.now();
  let reloaded = 0;
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
    return { rounds, reloaded, seen: watch.seen, live: watch.live };
  } finally {
    watch.end();
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
  const { rounds, reloaded, seen, live } = await soak(options, database.url, folder, faults);
  console.log(
    `${options.minutes} minutes, ${rounds * requestsOfRound} requests, the graph read anew ${reloaded} times. The first fifth is left out as warm-up.\n`,
  );
  console.log(growthTable(seen, { memory: 'resident, MB', handles: 'handles' }));
  console.log('\nRight after a full collection:\n');
  console.log(
    growthTable(live, {
      live: 'live heap, MB',
      outside: 'buffers outside of it, MB',
      resident: 'resident, MB',
    }),
  );
} finally {
  await database.close();
  removeDataDir(folder);
}
console.log('');
for (const fault of new Set(faults)) console.log(`Fault: ${fault}`);
if (faults.length === 0) console.log('No faults.');
process.exitCode = faults.length === 0 ? 0 : 1;
