import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { projectRoot } from './project-root.ts';

const built = pathToFileURL(join(projectRoot, 'dist/services/shared/optimising.js')).href;

/** Whether a function that runs often is optimised, told by the engine itself: before, while and after it is held. */
const program = `
  import { channel } from 'node:diagnostics_channel';
  import { holdOptimising } from '${built}';
  const turbofanned = 1 << 6;
  const requests = channel('http.server.request.start');
  const serve = (count) => {
    for (let served = 0; served < count; served += 1) requests.publish({});
  };
  const isOptimised = () => {
    const often = new Function('n', 'let sum = 0; for (let i = 0; i < n; i += 1) sum += i % 7; return sum;');
    for (let round = 0; round < 20_000; round += 1) often(100);
    return (%GetOptimizationStatus(often) & turbofanned) !== 0;
  };
  const told = [isOptimised()];
  const ready = holdOptimising();
  serve(100);
  told.push(isOptimised());
  ready();
  serve(99);
  told.push(isOptimised());
  serve(1);
  told.push(isOptimised(), requests.hasSubscribers);
  console.log(JSON.stringify(told));
`;

test('nothing is optimised until a ready process has served a hundred requests', () => {
  const flags = ['--allow-natives-syntax', '--no-concurrent-recompilation', '--input-type=module'];
  const told = execFileSync(process.execPath, [...flags, '--eval', program], { encoding: 'utf8' });

  expect(JSON.parse(told)).toEqual([true, false, false, true, false]);
});
