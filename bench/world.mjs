// What every suite needs: the built program, the peers' packages, a database, the recorded data, and the answers that
// everybody has to give alike.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUp } from '../scripts/set-up.mjs';
import { openDatabase } from './database.mjs';
import { installPeers } from './install.mjs';
import { dataOf } from './measure/answers.mjs';
import { makeLoad } from './measure/load.mjs';
import { makeOurs } from './ours.mjs';
import { requestsOf } from './suites/queries.mjs';
import { operations } from './work/operations.mjs';
import { record } from './work/record.mjs';
import { byId, byText } from './work/requests.mjs';

/** Requests of each work whose answers are compared before a measurement. */
const checked = 40;
/** Words of the streamed answer. */
const words = 100;

/** @returns closed by `close`, which takes everything away again */
export async function openWorld(options) {
  await setUp();
  installPeers();
  const folder = mkdtempSync(join(tmpdir(), 'zantara-bench-'));
  const database = await openDatabase(folder);
  const close = async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const ours = makeOurs({ database: database.url, folder });
    const { file, session, answerIds } = await record({ ours, folder, words });
    const world = {
      folder,
      ours,
      words,
      checked,
      recorded: file,
      databaseText: database.text,
      operations: operations({ answerIds }),
      load: makeLoad({ kind: options.load, folder }),
      // A client that comes back brings its session.
      form: byId({ 'x-session': session }),
      textForm: byText({ 'x-session': session }),
      tell: (text) => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`),
      close,
    };
    return { ...world, expected: await expectedAnswers(world) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function expectedAnswers(world) {
  const program = await world.ours.start();
  const expected = {};
  try {
    for (const [work, requests] of Object.entries(requestsOf(world, world.form))) {
      expected[work] = await dataOf(program.base, requests.slice(0, checked));
    }
  } finally {
    await program.stop();
  }
  return expected;
}
