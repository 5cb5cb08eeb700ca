import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { projectPath } from '../../services/shared/project-root.ts';
import { pages } from './pages.ts';

const textOf = (page: string) => readFileSync(projectPath(page), 'utf8');
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

/** The files that a page links to. */
function targetsOf(page: string): string[] {
  const base = pathToFileURL(projectPath(page));
  const links = textOf(page).matchAll(/\]\((?!https?:)([^)#]+)/g);
  return [...links].map(([, link = '']) => fileURLToPath(new URL(link, base)));
}

describe.each(pages)('%s', (page) => {
  test('links only to what exists', () => {
    expect(targetsOf(page).filter((target) => !existsSync(target))).toEqual([]);
  });

  test('names only commands that package.json has', () => {
    const named = [...textOf(page).matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, name = '']) => name);

    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('the index of the documentation names every page of it', () => {
  const index = targetsOf('docs/README.md');
  const missing = pages.filter(
    (page) => page.startsWith('docs/') && page !== 'docs/README.md' && !index.includes(projectPath(page)),
  );

  expect(missing).toEqual([]);
});
