// `npm run bench`: measures the gateway beside its peers on this machine and prints what it found. Nothing is asserted.
import { spawnSync } from 'node:child_process';
import { cores, pinning } from './measure/cores.mjs';
import { chosen, readOptions, usage } from './options.mjs';
import { writeDocs } from './report/docs.mjs';
import { machine } from './report/machine.mjs';
import { printed } from './report/print.mjs';
import { measureCorpus } from './suites/corpus.mjs';
import { measureGrowth } from './suites/growth.mjs';
import { measureHits } from './suites/hits.mjs';
import { measureProcesses } from './suites/processes.mjs';
import { measureQueries } from './suites/queries.mjs';
import { measureStages } from './suites/stages.mjs';
import { measureStart } from './suites/start.mjs';
import { measureStreams } from './suites/streams.mjs';
import { openWorld } from './world.mjs';

const suites = {
  queries: measureQueries,
  hits: measureHits,
  processes: measureProcesses,
  streams: measureStreams,
  start: measureStart,
  stages: measureStages,
  growth: measureGrowth,
  corpus: measureCorpus,
};

async function measureAll(options) {
  // This process drives the load and reads streams: it stays away from the core of the program under measurement.
  if (pinning) spawnSync('taskset', ['-cp', cores.others, String(process.pid)], { stdio: 'ignore' });
  const before = machine();
  const world = await openWorld(options);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => world.close().finally(() => process.exit(130)));
  }
  try {
    const results = [];
    const failures = [];
    for (const name of chosen(Object.keys(suites), options.only)) {
      // An hour of other numbers is not lost to one suite that fails.
      await suites[name](world, options).then(
        (result) => results.push(result),
        (error) => failures.push(`${name}: ${error.message}`),
      );
    }
    const how = { load: world.load.text, database: world.databaseText, after: machine() };
    return { options, machine: before, ...how, results, failures };
  } finally {
    await world.close();
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else {
    const report = await measureAll(options);
    console.log(printed(report));
    if (options.writeDocs) writeDocs(report);
    for (const failure of report.failures) console.error(failure);
    if (report.failures.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
}
