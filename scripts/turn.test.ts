import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { projectPath } from '../services/shared/project-root.ts';

let folder: string;
const turn = pathToFileURL(projectPath('scripts', 'turn.mjs')).href;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turn-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process that takes its turn, writes down that it begins, works for a moment, and writes down that it ends. */
async function worker(name: string): Promise<void> {
  const program = `
    import { appendFileSync } from 'node:fs';
    import { takeTurn } from '${turn}';
    const endTurn = await takeTurn('lock');
    appendFileSync('log', '${name}+ ');
    await new Promise((wake) => setTimeout(wake, 50));
    appendFileSync('log', '${name}- ');
    endTurn();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { cwd: folder });
}

describe('takeTurn', () => {
  test('of two processes one waits until the other has done', async () => {
    await Promise.all([worker('a'), worker('b')]);

    expect(['a+ a- b+ b- ', 'b+ b- a+ a- ']).toContain(await readFile(join(folder, 'log'), 'utf8'));
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('a lock that a killed process left is taken over', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(join(folder, 'lock'), String(pid));

    await worker('a');

    expect(await readFile(join(folder, 'log'), 'utf8')).toBe('a+ a- ');
  });
});
