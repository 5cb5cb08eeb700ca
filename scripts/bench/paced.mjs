// Requests that come alone, each a while after the one before.
import { setTimeout as pause } from 'node:timers/promises';
import { spread } from './reader.mjs';

/**
 * Long enough for the machine to have turned to other things. What it takes to come back, a tenth of a second later or
 * after a night, is not the program's: it would make any request after a pause some times slower than one of a row.
 */
const pauseMs = 100;
const rowRequests = 200;

/**
 * What the first request takes, and what the same takes afterwards.
 * @param ask sends the request of a number, each other work of the same kind, and reads its answer to the end
 * @param usualRequests how many the medians are of
 * @returns milliseconds: of the first; the median of those after it, each after the same pause; and the median of those
 *   that come in a row
 */
export async function firstAndUsual(ask, usualRequests = 40) {
  let at = 0;
  const timed = async () => {
    const startedAt = performance.now();
    await ask(at);
    at += 1;
    return performance.now() - startedAt;
  };
  await pause(pauseMs);
  const firstMs = await timed();
  const paced = [];
  for (let asked = 0; asked < usualRequests; asked += 1) {
    await pause(pauseMs);
    paced.push(await timed());
  }
  const row = [];
  for (let asked = 0; asked < rowRequests; asked += 1) row.push(await timed());
  return { firstMs, usualMs: spread(paced).median, inRowMs: spread(row.slice(rowRequests / 2)).median };
}
