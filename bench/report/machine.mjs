import { cpus, loadavg, totalmem } from 'node:os';
import { pinningText } from '../measure/cores.mjs';

/** What the numbers belong to. */
export function machine() {
  const [one] = cpus();
  return {
    at: new Date().toISOString().slice(0, 16).replace('T', ' '),
    node: process.versions.node,
    platform: process.platform,
    cores: cpus().length,
    model: one?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    load: loadavg()[0],
    pinning: pinningText,
  };
}
