import { readdirSync } from 'node:fs';
import { projectPath } from '../../services/shared/project-root.ts';

/** Every page for people, from the project's root. */
export const pages: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(projectPath('docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
