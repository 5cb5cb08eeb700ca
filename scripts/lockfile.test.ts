import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { projectPath } from '../services/shared/project-root.ts';

type Locked = { version: string; resolved?: string; optionalDependencies?: Record<string, string> };

type Packages = Record<string, Locked>;

/** Whether an entry stands where Node would look for the package from the one that wants it. */
function stands(packages: Packages, wantedBy: string, name: string): boolean {
  return [`${wantedBy}/node_modules/${name}`, `node_modules/${name}`].some((path) => path in packages);
}

describe.each(['package-lock.json', 'bench/package-lock.json'])('%s', (file) => {
  const { packages } = JSON.parse(readFileSync(projectPath(file), 'utf8')) as { packages: Packages };

  // npm leaves out what the machine that writes it can't have, and `npm ci` then refuses the file everywhere.
  test('the optional packages of every platform are named', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !stands(packages, path, name)),
    );

    expect(missing).toEqual([]);
  });

  test('it names no registry: each machine has its own', () => {
    const bound = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);

    expect(bound).toEqual([]);
  });
});
