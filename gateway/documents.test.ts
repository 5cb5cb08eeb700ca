import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import * as operations from '../schema/generated/operations.ts';
import { documentId } from '../services/shared/document-id.ts';
import { projectPath } from '../services/shared/project-root.ts';
import { readManifests, trustedDocuments } from './documents.ts';

const first = parse('query B { a } fragment F on Query { a }');
const second = parse('query A { a }');

describe('the manifest of trusted documents', () => {
  test('holds one text an operation under its SHA-256, in the order of names', () => {
    const manifest = trustedDocuments([first, second]);

    expect(Object.keys(manifest)).toEqual([documentId(second), documentId(first)]);
    expect(documentId(second)).toMatch(/^[0-9a-f]{64}$/);
    expect(manifest[documentId(second)]).toBe('query A {\n  a\n}');
  });

  test('leaves out fragments that stand alone', () => {
    expect(trustedDocuments([parse('fragment F on Query { a }')])).toEqual({});
  });

  test('is committed as the operations of today make it', async () => {
    const [committed] = await readManifests(projectPath('schema'));

    expect(committed?.documents).toEqual(trustedDocuments(Object.values(operations)));
  });
});
