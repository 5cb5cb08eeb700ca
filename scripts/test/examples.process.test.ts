import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectPath } from '../../services/shared/project-root.ts';
import { type TestDatabase, testDatabase } from '../../services/shared/testing.ts';
import { pages } from './pages.ts';
import { cleanUp, gatewayProgram, launch, type Server, untilReady } from './program.ts';

// What a page marks as ```sh run is run word for word against a server, and has to answer what the ```json below it shows.

const patienceMs = 60_000;
const example = /```sh run\n([\s\S]*?)```\s*```json\n([\s\S]*?)```/g;
const examples = pages.flatMap((page) =>
  [...readFileSync(projectPath(page), 'utf8').matchAll(example)].map(
    ([, command = '', answer = ''], index) => ({
      page,
      number: index + 1,
      command,
      answer,
    }),
  ),
);
let database: TestDatabase;
let server: Server;

beforeAll(async () => {
  database = await testDatabase();
  server = await untilReady(launch(gatewayProgram, { DATABASE_URL: database.url }));
}, patienceMs);

afterAll(async () => {
  await cleanUp();
  await database.drop();
}, patienceMs);

describe('the examples of the pages', () => {
  test('the first screen has three of them', () => {
    expect(examples.filter(({ page }) => page === 'README.md')).toHaveLength(3);
  });

  test.each(examples)('$page, example $number, answers what the page shows', async ({ command, answer }) => {
    const asked = command.replaceAll('http://localhost:8080', server.address);

    const { stdout } = await promisify(execFile)('bash', ['-c', asked]);

    expect(asked).not.toBe(command);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(answer));
  });
});
