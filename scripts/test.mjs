// `npm test`: everything that says whether this tree is good. It brings its own PostgreSQL.
// Flags run one part alone: --unit (no server, a few seconds), --graph, --process, --browser; other words go to jest.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, setUp } from './set-up.mjs';
import { testRedis } from './test-redis.mjs';

const parts = ['unit', 'graph', 'process', 'browser'];
const words = process.argv.slice(2);
const chosen = parts.filter((part) => words.includes(`--${part}`));
const toJest = words.filter((word) => !parts.includes(word.replace(/^--/, '')));
const whole = chosen.length === 0 && toJest.length === 0;
const projects = chosen.length > 0 ? chosen : parts;
const testData = join(root, '.test-data');
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

function run(title, script, parameters, environment = {}) {
  console.error(`\n── ${title}`);
  return new Promise((done) => {
    const child = spawn(process.execPath, [...script, ...parameters], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('close', (code) => done(code === 0));
  });
}

const bin = (path) => [join(root, 'node_modules', path)];

async function checks() {
  const results = [
    await run('lint and format', bin('@biomejs/biome/bin/biome'), ['ci', '.']),
    await run('types', bin('typescript/bin/tsc'), ['--noEmit']),
    await run('schema drift', [join(root, 'dist', 'scripts', 'schema.js')], ['--check']),
  ];
  return results.filter((passed) => !passed).length;
}

async function tests({ browser, redis }) {
  const { openDatabaseUrl } = await import(
    pathToFileURL(join(root, 'dist/services/shared/embedded-postgres.js')).href
  );
  const { makeLogger } = await import(pathToFileURL(join(root, 'dist/services/shared/logger.js')).href);
  const needsDatabase = projects.some((part) => part !== 'unit');
  const database = needsDatabase
    ? await openDatabaseUrl({
        databaseUrl: process.env.TEST_DATABASE_URL,
        dataDir: testData,
        logger: makeLogger('test', 'error'),
      })
    : undefined;
  const report = join(root, 'node_modules', '.zantara', 'jest.json');
  rmSync(report, { force: true });
  const selected = projects.filter((part) => part !== 'browser' || browser);
  try {
    await run(
      `tests: ${selected.join(', ')}`,
      ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', ...bin('jest/bin/jest.js')],
      ['--selectProjects', ...selected, '--json', `--outputFile=${report}`, '--silent=false', ...toJest],
      { TEST_DATABASE_URL: database?.url ?? '', REDIS_URL: redis?.url ?? '', CHROMIUM: browser ?? '' },
    );
  } finally {
    await database?.close();
  }
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

try {
  await setUp();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const browser = process.env.CHROMIUM || chromium.find((path) => existsSync(path));
const needed = (part) => projects.includes(part);
const redis = needed('graph') ? await testRedis() : null;
const failedChecks = whole ? await checks() : 0;
const { passed, failed } = await tests({ browser, redis });
redis?.stop();
const notRun = [
  ...(needed('browser') && !browser
    ? ['the browser tests: there is no Chromium here (set CHROMIUM to its path)']
    : []),
  ...(needed('graph') && !redis
    ? ['the tests over Redis: there is none here (set REDIS_URL, or install redis-server)']
    : []),
];
console.log('');
if (failedChecks > 0) console.log(`${failedChecks} of the checks before the tests failed; see above.`);
for (const what of notRun) console.log(`NOT RUN: ${what}.`);
if (needed('graph') && !process.env.QDRANT_TEST_URL) {
  console.log('NOT RUN: the suite against a real Qdrant (set QDRANT_TEST_URL); its double was used.');
}
console.log(`${passed} passed, ${failed + failedChecks} failed`);
process.exit(failed + failedChecks > 0 || (notRun.length > 0 && process.env.CI) ? 1 : 0);
