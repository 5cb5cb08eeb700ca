import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectPath } from '../../services/shared/project-root.ts';
import { type TestDatabase, testDatabase } from '../../services/shared/testing.ts';
import { pages } from './pages.ts';
import { cleanUp, gatewayProgram, launch, type Server, untilReady } from './program.ts';

// What a page marks as ```sh run is run word for word against a server, and has to answer what the ```json or, for a
// stream of events, the ```sse below it shows. Only what is new in every answer is written as a placeholder.

const patienceMs = 60_000;
const example = /```sh run\n([\s\S]*?)```\s*```(json|sse)\n([\s\S]*?)```/g;
const examples = pages.flatMap((page) =>
  [...readFileSync(projectPath(page), 'utf8').matchAll(example)].map(
    ([, command = '', form = '', answer = ''], index) => ({
      page,
      number: index + 1,
      command,
      form,
      answer,
    }),
  ),
);
const placeholders: Record<string, unknown> = {
  '<id>': expect.stringMatching(/^[\w-]{22}$/),
  '<cursor>': expect.stringMatching(/^[\w-]{22}\.\d+\.[\w-]{40,}$/),
  '<seconds>': expect.any(Number),
};
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

/** The frames of a stream, without the comments that only show that it lives. */
function framesOf(stream: string): Record<string, unknown>[] {
  const frames = stream.split('\n\n').map((frame) => frame.split('\n').filter((line) => /^\w+:/.test(line)));
  return frames
    .filter((lines) => lines.length > 0)
    .map((lines) => Object.fromEntries(lines.map((line) => fieldOf(line))));
}

function fieldOf(line: string): [string, unknown] {
  const [, name = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
  return [name, name === 'data' && value !== '' ? JSON.parse(value) : value];
}

const read = (form: string, text: string): unknown => (form === 'sse' ? framesOf(text) : JSON.parse(text));

function withPlaceholders(value: unknown): unknown {
  if (typeof value === 'string') return placeholders[value] ?? value;
  if (Array.isArray(value)) return value.map(withPlaceholders);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withPlaceholders(each)]));
}

describe('the examples of the pages', () => {
  test('the first screen has four of them', () => {
    expect(examples.filter(({ page }) => page === 'README.md')).toHaveLength(4);
  });

  test.each(pages)('%s shows an answer to every command that it marks', (page) => {
    const marked = readFileSync(projectPath(page), 'utf8').split('```sh run\n').length - 1;

    expect(examples.filter((each) => each.page === page)).toHaveLength(marked);
  });

  test.each(examples)(
    '$page, example $number, answers what the page shows',
    async ({ command, form, answer }) => {
      const asked = command.replaceAll('http://localhost:8080', server.address);

      const { stdout } = await promisify(execFile)('bash', ['-c', asked]);

      expect(asked).not.toBe(command);
      expect(read(form, stdout)).toEqual(withPlaceholders(read(form, answer)));
    },
  );
});
