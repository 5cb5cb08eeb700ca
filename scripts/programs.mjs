/**
 * What is built to dist/server and how Node runs it: `flags` in a clone, and on a machine of 256 MB the `NODE_OPTIONS` of
 * its toml in fly/. Without bounds the garbage of the start stays resident beside the live heap.
 */
export const programs = {
  gateway: { compiled: 'dist/gateway/index.js' },
  pricing: { compiled: 'dist/services/pricing/index.js' },
  chat: { compiled: 'dist/services/chat/index.js' },
  'prepare-process': { compiled: 'dist/prisma/prepare-process.js' },
};

export const flags = ['--max-semi-space-size=8', '--max-old-space-size=256'];
export const smallMachineFlags = ['--max-semi-space-size=8', '--max-old-space-size=160'];
