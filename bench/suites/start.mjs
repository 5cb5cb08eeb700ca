// How soon the program is there: from the start of the process until it is ready, and its first request beside its usual one.

import { firstAndUsual } from '../../scripts/bench/paced.mjs';
import { answerTo } from '../measure/answers.mjs';
import { summary } from '../measure/measured.mjs';
import { bar } from '../report/bars.mjs';
import { variablesOf } from '../work/operations.mjs';

const clientRequests = 300;

export async function measureStart(world, options) {
  const operation = world.operations.cross;
  const list = variablesOf(operation).map((variables) => world.form(operation, variables));
  const asker =
    ({ base }) =>
    (at) =>
      answerTo(base, list[at % list.length]);

  // The client's own first requests are slow too: it learns on a program that is not measured.
  const other = await world.ours.start();
  for (let at = 0; at < clientRequests; at += 1) await asker(other)(at);
  await other.stop();

  const samples = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    world.tell(`start, round ${round} of ${options.rounds}`);
    const program = await world.ours.start();
    try {
      const readyMemoryMb = program.memoryMb().now;
      const { firstMs, usualMs, inRowMs } = await firstAndUsual(asker(program));
      const { readyMs } = program;
      samples.push({
        ...{ readyS: readyMs / 1_000, firstMs, usualMs, inRowMs },
        ...{ share: firstMs / usualMs, shareOfRow: firstMs / inRowMs, readyMemoryMb },
      });
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
          ['usual request, alone, ms', 'usualMs'],
          ['first / usual alone', 'share'],
          ['usual request in a row, ms', 'inRowMs'],
          ['first / usual in a row', 'shareOfRow'],
          ['memory at ready, MB', 'readyMemoryMb'],
        ],
        rows: [row],
      },
    ],
    bars: [
      bar('Ready from process start, DATABASE_URL set', row.readyS.median, { atMost: 1.5, unit: 's' }),
      bar(
        'First request against the steady median of requests that come alone, as it does',
        row.share.median,
        { atMost: 2 },
      ),
    ],
  };
}
