/**
 * What is built to dist/server and how Node runs it: `flags` where all runs in one process, `smallMachineFlags` for each of
 * several, which then fits a machine of 256 MB. package.json and fly/*.toml say the same. Without bounds the garbage of
 * the start stays resident beside the live heap; a young generation of half the size costs some collections more and
 * spares 15 MB. Where all runs in one process, a heap that may grow to its usual size at once spares the start six
 * collections of all of it, a tenth of its computing. Collecting is left to the one thread: on a machine of one core
 * others only take turns with it, and what they tell each other costs a fifteenth of a request. The database client's
 * query compiler is WebAssembly of some size, which the engine would optimise from the first queries on: that takes 30 MB
 * and a twentieth of a start on one core, and is put off until a part of it has run fifty times as long.
 */
export const programs = {
  gateway: { compiled: 'dist/gateway/index.js' },
  pricing: { compiled: 'dist/services/pricing/index.js' },
  chat: { compiled: 'dist/services/chat/index.js' },
  'prepare-process': { compiled: 'dist/prisma/prepare-process.js' },
};

const always = ['--single-threaded-gc', '--wasm-tiering-budget=100000000'];

export const flags = [
  ...always,
  '--min-semi-space-size=8',
  '--max-semi-space-size=8',
  '--initial-old-space-size=128',
  '--max-old-space-size=256',
];
export const smallMachineFlags = [...always, '--max-semi-space-size=4', '--max-old-space-size=160'];
