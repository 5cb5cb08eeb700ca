import { execFileSync } from 'node:child_process';
import { projectPath } from '../../services/shared/project-root.ts';

/** Every page for people that a clone holds, from the project's root. */
export const pages: readonly string[] = execFileSync('git', ['ls-files', '*.md'], {
  cwd: projectPath(),
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '');
