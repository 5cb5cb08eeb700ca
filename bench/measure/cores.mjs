// Which core does what: the program under measurement has one of its own, load and everything else share the others.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const hasTaskset = spawnSync('taskset', ['--version'], { stdio: 'ignore' }).status === 0;
const count = availableParallelism();

/** `--no-pin`: for a look at a machine whose cores others use; the numbers are worth less then. */
export const pinning = hasTaskset && count > 1 && !process.argv.includes('--no-pin');

/** Core lists for `taskset`. With two cores the load and the subgraphs share one. */
export const cores = {
  server: '0',
  load: '1',
  others: count > 2 ? `2-${count - 1}` : '1',
  any: null,
};

/** The command, kept to a core where that can be done. */
export function pinned(core, command) {
  return pinning && core !== null ? ['taskset', '-c', core, ...command] : command;
}

export const pinningText = pinning
  ? `server on core ${cores.server}, load on core ${cores.load}`
  : 'nothing is pinned to a core';
