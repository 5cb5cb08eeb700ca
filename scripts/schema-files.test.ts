import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { projectPath } from '../services/shared/project-root.ts';
import { schemaFiles } from './schema-files.ts';
import { textDifference } from './text-difference.ts';

describe('the committed schema', () => {
  test('it is what the classes say; `npm run schema` writes it anew', async () => {
    const files = await schemaFiles();

    for (const [path, text] of Object.entries(files)) {
      expect(textDifference(await readFile(projectPath(path), 'utf8'), text)).toBe('');
    }
  });

  test('it is the same text each time', async () => {
    expect(await schemaFiles()).toEqual(await schemaFiles());
  });
});
