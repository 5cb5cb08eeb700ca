import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Longer than the slowest step: a holder's process id may have been given again. */
const staleAfterMs = 15 * 60_000;

function isAlive(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Whether the file's maker is gone. */
function isStale(path) {
  try {
    const holder = Number(readFileSync(path, 'utf8'));
    const ageMs = Date.now() - statSync(path).mtimeMs;
    // An empty file is one between its making and its first byte.
    return ageMs > staleAfterMs || (holder > 0 ? !isAlive(holder) : ageMs > 1_000);
  } catch (error) {
    if (error.code === 'ENOENT') return true;
    throw error;
  }
}

/**
 * Waits until no other process of this machine holds the lock file, then holds it.
 * @returns gives it up; so does the end of the process
 */
export async function takeTurn(path) {
  mkdirSync(dirname(path), { recursive: true });
  for (let waits = 0; ; waits += 1) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isStale(path)) rmSync(path, { force: true });
    else if (waits === 0) process.stderr.write('  waiting for another set-up of this folder to finish\n');
    if (waits > 0) await pause(200);
  }
  const endTurn = () => {
    process.off('exit', endTurn);
    rmSync(path, { force: true });
  };
  process.once('exit', endTurn);
  return endTurn;
}
