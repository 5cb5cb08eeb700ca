// How soon the program is there: from the start of the process until it is ready, and its first request beside its usual one.

import { answerTo } from '../measure/answers.mjs';
import { summary } from '../measure/measured.mjs';
import { median } from '../measure/statistics.mjs';
import { bar } from '../report/bars.mjs';
import { variablesOf } from '../work/operations.mjs';

const usualRequests = 500;

async function timed(program, request) {
  const startedAt = performance.now();
  await answerTo(program.base, request);
  return performance.now() - startedAt;
}

export async function measureStart(world, options) {
  const operation = world.operations.cross;
  const samples = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    world.tell(`start, round ${round} of ${options.rounds}`);
    const program = await world.ours.start();
    try {
      const readyMemoryMb = program.memoryMb().now;
      const list = variablesOf(operation).map((variables) => world.form(operation, variables));
      const firstMs = await timed(program, list[0]);
      const times = [];
      for (let at = 1; at <= usualRequests; at += 1) {
        times.push(await timed(program, list[at % list.length]));
      }
      const steadyMs = median(times.slice(usualRequests / 2));
      const { readyMs } = program;
      samples.push({ readyS: readyMs / 1_000, firstMs, steadyMs, share: firstMs / steadyMs, readyMemoryMb });
    } finally {
      await program.stop();
    }
  }
  const row = { name: 'ours', title: '**this gateway, one process**', ...summary(samples) };
  return {
    name: 'start',
    tables: [
      {
        work: 'start',
        title: 'Start on existing data, with DATABASE_URL',
        columns: [
          ['ready, s', 'readyS'],
          ['first request, ms', 'firstMs'],
          ['usual request, ms', 'steadyMs'],
          ['first / usual', 'share'],
          ['memory at ready, MB', 'readyMemoryMb'],
        ],
        rows: [row],
      },
    ],
    bars: [
      bar('Ready from process start, DATABASE_URL set', row.readyS.median, { atMost: 1.5, unit: 's' }),
      bar('First request against the steady median', row.share.median, { atMost: 2 }),
    ],
  };
}
