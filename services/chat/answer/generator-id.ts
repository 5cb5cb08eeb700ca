import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

// Who of this process is still making answers: others on this host look the process itself up.
const living = new Set<string>();

/** A name for one maker of answers, by which others tell whether it can still be alive: host/pid/nonce. */
export function newGeneratorId(): string {
  const id = `${hostname()}/${process.pid}/${randomBytes(9).toString('base64url')}`;
  living.add(id);
  return id;
}

/** Says that a maker of this process has stopped. */
export function retireGenerator(id: string): void {
  living.delete(id);
}

/**
 * Whether a maker of answers is known to be gone.
 * @returns false when it can't be told: it may run on another machine, and its lease decides
 */
export function isGone(id: string): boolean {
  const [host, pid] = id.split('/');
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return !living.has(id);
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH';
  }
}
