import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DocumentNode, isTypeDefinitionNode, parse, print } from 'graphql';
import { projectPath } from '../../services/shared/project-root.ts';
import { cleanUp, closedFolder, launch, pricingProgram, type Server, untilReady } from './program.ts';

const patienceMs = 90_000;

let pricing: Server;

beforeAll(async () => {
  pricing = await untilReady(launch(pricingProgram, { DATA_DIR: `${await closedFolder()}/data` }));
}, patienceMs);

afterAll(cleanUp, patienceMs);

/** The types of a subgraph in the order of their names; those of federation, with underscores, are left out. */
const typesOf = ({ definitions }: DocumentNode): string[] =>
  definitions
    .filter(isTypeDefinitionNode)
    .filter(({ name }) => !name.value.includes('_'))
    .map((definition) => print(definition))
    .sort();

// Joining files may rename classes, and types are named after them.
test('the bundled program has the very types of the classes', async () => {
  const response = await fetch(`${pricing.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } };

  const committed = await readFile(projectPath('schema', 'subgraphs', 'pricing.graphql'), 'utf8');
  expect(typesOf(parse(data._service.sdl))).toEqual(typesOf(parse(committed)));
});

/** The packages in a built file and in all that it imports at once, not on first need. */
async function packagesAtStart(name: string, seen = new Set<string>()): Promise<Set<string>> {
  seen.add(name);
  const text = await readFile(projectPath('dist', 'server', name), 'utf8');
  const found = new Set(
    [...text.matchAll(/^\/\/ node_modules\/((?:@[^/\n]+\/)?[^/\n]+)/gm)].flatMap(([, each]) => each ?? []),
  );
  for (const [, next = ''] of text.matchAll(/^(?:import|export|\}) .*"\.\/([^"]+\.js)";$/gm)) {
    if (!seen.has(next)) for (const each of await packagesAtStart(next, seen)) found.add(each);
  }
  return found;
}

const clients = ['ioredis', 'rate-limiter-flexible', '@anthropic-ai/sdk', '@qdrant/js-client-rest', 'yaml'];
const planning = ['@graphql-hive/router-runtime', '@theguild/federation-composition'];

// Each takes time of every start, and memory that small machines lack.
test.each([
  ['gateway', [...clients, ...planning, '@prisma/client', 'pg']],
  ['pricing', [...clients, ...planning]],
  ['chat', [...clients, ...planning]],
])('the %s loads nothing that only some settings need', async (program, onNeed) => {
  const loaded = await packagesAtStart(`${program}.js`);

  expect(loaded).toContain('fastify');
  expect(onNeed.filter((name) => loaded.has(name))).toEqual([]);
});
