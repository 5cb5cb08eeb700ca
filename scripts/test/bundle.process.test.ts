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
