import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readManifests } from '../gateway/documents.ts';
import { hintedGraph } from '../gateway/test/fixture/hinted-graph.ts';
import { textHash } from '../services/shared/document-id.ts';
import { documentsCommand, usage } from './documents-command.ts';

const graph = hintedGraph(
  'type Query { ports: [Port!]! port: Port costly: Port @cost(weight: 500) } type Port { code: ID }',
);
const ports = 'query Ports { ports { code } }';
const port = 'query Port { port { code } }';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zantara-documents-'));
});

afterEach(() => rm(folder, { recursive: true }));

const byId = (...texts: string[]) => Object.fromEntries(texts.map((text) => [textHash(text), text]));

function apolloManifest(...texts: string[]) {
  const operations = texts.map((body) => ({ id: textHash(body), body, name: 'Any', type: 'query' }));
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

async function manifestFile(content: unknown): Promise<string> {
  const path = join(folder, 'mobile.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Runs the command on a manifest. */
async function add(content: unknown, ...words: string[]) {
  const told: string[] = [];
  const tell = (text: string) => void told.push(text);
  const file = await manifestFile(content);
  const surroundings = { folder, graph, maxCost: 100, print: tell, complain: tell };
  const code = await documentsCommand([file, ...words], surroundings);
  const others = (await readManifests(folder)).slice(1);
  const kept = Object.fromEntries(others.map((manifest) => [manifest.file, manifest.documents]));
  return { code, told: told.join(''), kept };
}

describe('npm run documents:add', () => {
  test.each([
    ['{"id": "text"}, as Code Generator writes it', byId(ports, port)],
    ['the manifest of Apollo', apolloManifest(ports, port)],
  ])('takes %s, under the name of its file', async (_form, manifest) => {
    const { code, told, kept } = await add(manifest);

    expect(code).toBe(0);
    expect(told).toContain('2 sound, 2 of them new. Written: schema/trusted/mobile.json');
    expect(kept).toEqual({ 'trusted/mobile.json': byId(ports, port) });
  });

  test('adds to what the same team has registered, in the order of names', async () => {
    await add(byId(ports));

    const { told } = await add(byId(port, ports));

    expect(told).toContain('2 sound, 1 of them new.');
    const text = await readFile(join(folder, 'trusted', 'mobile.json'), 'utf8');
    expect(text).toBe(`${JSON.stringify(byId(port, ports), null, 2)}\n`);
  });

  test('--name chooses another file', async () => {
    const { kept } = await add(byId(ports), '--name', 'ios-app');

    expect(Object.keys(kept)).toEqual(['trusted/ios-app.json']);
  });

  test('--check changes nothing', async () => {
    const { code, told, kept } = await add(byId(ports), '--check');

    expect({ code, told, kept }).toEqual({
      code: 0,
      told: '1 sound, 1 of them new. Nothing was written.\n',
      kept: {},
    });
  });

  test('what another team has registered already is not written twice', async () => {
    await add(byId(ports), '--name', 'web');

    const { kept } = await add(byId(ports));

    expect(Object.keys(kept)).toEqual(['trusted/web.json']);
  });

  test('another document under a name that is taken is refused', async () => {
    await add(byId(ports), '--name', 'web');

    const { code, told } = await add(byId('query Ports { port { code } }'));

    expect(code).toBe(1);
    expect(told).toContain('the name Ports is taken by trusted/web.json');
  });

  test('the same team may register a name again with another text: both versions of its app are served', async () => {
    await add(byId(ports));

    const { code, kept } = await add(byId('query Ports { port { code } }'));

    expect(code).toBe(0);
    expect(Object.keys(kept['trusted/mobile.json'] ?? {})).toHaveLength(2);
  });

  test.each([
    ['no JSON', '{', 'is not JSON'],
    ['another form', [1], 'neither'],
    ['an Apollo manifest of another version', { ...apolloManifest(ports), version: 2 }, 'neither'],
    ['nothing in it', {}, 'holds no documents'],
    ['an id that is no hash', { ports }, 'is not the SHA-256'],
    ['a SHA-1', { ['a'.repeat(40)]: ports }, "hashAlgorithm: 'sha256'"],
    ['an unknown field', byId('query A { portz { code } }'), 'Did you mean "port" or "ports"?'],
    ['a syntax fault', byId('query A {'), 'Syntax Error'],
    [
      'two operations',
      byId('query A { port { code } } query B { port { code } }'),
      'must hold one operation',
    ],
    ['no name', byId('{ port { code } }'), 'must have a name'],
    ['introspection', byId('query A { __schema { description } }'), 'asks for the schema'],
    ['a cost beyond the limit', byId('query A { costly { code } }'), 'costs 501, more than the 100'],
    ['a text that is too long', byId(`query A { port { code } } #${'x'.repeat(65_536)}`), 'characters'],
  ])('a manifest with %s is refused whole', async (_what, manifest, fault) => {
    const { code, told, kept } = await add(manifest);

    expect(code).toBe(1);
    expect(told).toContain(fault);
    expect(kept).toEqual({});
  });

  test('every fault of every document is told at once', async () => {
    const { told } = await add(byId('query A { portz { code } }', '{ port { code } }', port));

    expect(told.split('\n').filter((line) => line.startsWith('  - '))).toHaveLength(2);
  });

  test.each([[['--nmae', 'x']], [['--name', '../elsewhere']], [['--name', 'Web']], [['second.json']]])(
    'a wrong command shows how it goes: %j',
    async (words) => {
      const { code, told } = await add(byId(ports), ...words);

      expect({ code, told }).toEqual({ code: 2, told: usage });
    },
  );

  test('a manifest that is not there is named', async () => {
    const told: string[] = [];
    const tell = (text: string) => void told.push(text);

    const code = await documentsCommand([join(folder, 'none.json')], {
      folder,
      graph,
      maxCost: 100,
      print: tell,
      complain: tell,
    });

    expect(code).toBe(1);
    expect(told.join('')).toContain('none.json: could not be read (ENOENT)');
  });
});
