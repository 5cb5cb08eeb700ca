import { parseArgs } from 'node:util';

export const usage = `npm run bench -- [options]
  --rounds <n>      rounds, each with fresh processes; 7
  --seconds <n>     of load for each measured number; 3
  --warm-up <n>     seconds of load before that; 2
  --only <names>    suites, works and peers to take, with commas between; all
  --load <kind>     wrk, node (a generator of our own), or auto: wrk where there is one
  --no-pin          leave programs and load to the scheduler; for a machine that others use
  --write-docs      write the results to docs/performance.md, docs/performance/*.json and *.svg`;

const whole = (text, name) => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${name} must be a whole number from 1`);
  return number;
};

/** @throws Error for what is no option */
export function readOptions(given) {
  const { values } = parseArgs({
    args: given,
    options: {
      rounds: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '3' },
      'warm-up': { type: 'string', default: '2' },
      only: { type: 'string', default: '' },
      load: { type: 'string', default: 'auto' },
      'no-pin': { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (!['auto', 'wrk', 'node'].includes(values.load)) throw new Error('--load is auto, wrk or node');
  return {
    rounds: whole(values.rounds, 'rounds'),
    seconds: whole(values.seconds, 'seconds'),
    warmUp: whole(values['warm-up'], 'warm-up'),
    only: values.only.split(',').filter(Boolean),
    load: values.load,
    writeDocs: values['write-docs'],
    help: values.help,
    command: ['npm run bench', ...(given.length > 0 ? ['--', ...given] : [])].join(' '),
  };
}

/** Those of some names that were asked for; all when none of this kind was. */
export function chosen(names, only) {
  const asked = names.filter((name) => only.includes(name));
  return asked.length > 0 ? asked : names;
}
