import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { projectRoot } from './project-root.ts';

const built = pathToFileURL(join(projectRoot, 'dist/services/shared/optimising.js')).href;

/** The engine itself tells whether a function that runs often is optimised. */
const told = (steps: string): unknown => {
  const program = `
    import { channel } from 'node:diagnostics_channel';
    import { holdOptimising } from '${built}';
    const turbofanned = 1 << 6;
    const requests = channel('http.server.request.start');
    const serve = (count, url) => {
      for (let served = 0; served < count; served += 1) requests.publish({ request: { url } });
    };
    const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));
    const isOptimised = () => {
      const often = new Function('n', 'let sum = 0; for (let i = 0; i < n; i += 1) sum += i % 7; return sum;');
      for (let round = 0; round < 20_000; round += 1) often(100);
      return (%GetOptimizationStatus(often) & turbofanned) !== 0;
    };
    const told = [];
    ${steps}
    console.log(JSON.stringify(told));
  `;
  const flags = ['--allow-natives-syntax', '--no-concurrent-recompilation', '--input-type=module'];
  return JSON.parse(execFileSync(process.execPath, [...flags, '--eval', program], { encoding: 'utf8' }));
};

test('nothing is optimised until a ready process has served a hundred requests', () => {
  const seen = told(`
    told.push(isOptimised());
    const ready = holdOptimising();
    serve(100, '/graphql');
    told.push(isOptimised());
    ready();
    serve(100, '/ready');
    serve(99, '/graphql');
    told.push(isOptimised());
    serve(1, '/graphql');
    told.push(isOptimised(), requests.hasSubscribers);
  `);

  expect(seen).toEqual([true, false, false, true, false]);
});

test('nor for longer than a second after the first of them, which may be a long stream', () => {
  const seen = told(`
    holdOptimising()();
    serve(1, '/ready');
    await pause(1_500);
    told.push(isOptimised());
    serve(1, '/graphql');
    await pause(1_500);
    told.push(isOptimised(), requests.hasSubscribers);
  `);

  expect(seen).toEqual([false, true, false]);
});
