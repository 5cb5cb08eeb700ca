import { describe, expect, test } from '@jest/globals';
import { givenDocument } from './given-document.ts';

const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
  extensions: { persistedQuery: { version, sha256Hash } },
});

describe('givenDocument', () => {
  test.each([
    [{ query: '{ a }' }, { text: '{ a }' }],
    [{ documentId: 'x' }, { id: 'x' }],
    [{ query: '', documentId: 'x' }, { id: 'x' }],
    [{ query: '', extensions: { documentId: 'x' } }, { id: 'x' }],
    [{ query: '{ a }', documentId: 'x' }, { text: '{ a }' }],
    [persisted('h'), { id: 'h' }],
    [{ query: null, ...persisted('h') }, { id: 'h' }],
    [
      { query: '{ a }', ...persisted('h') },
      { text: '{ a }', hash: 'h' },
    ],
    [{ query: '{ a }', extensions: { persistedQuery: null } }, { text: '{ a }' }],
    [{ extensions: 'x' }, { text: '' }],
    [{}, { text: '' }],
  ])('%j names %j', (parameters, given) => {
    expect(givenDocument(parameters)).toEqual(given);
  });

  test.each([
    persisted('h', 2),
    persisted('h', '1'),
    persisted(17),
    { extensions: { persistedQuery: {} } },
    { extensions: { persistedQuery: 'h' } },
  ])('%j is bad input', (parameters) => {
    expect(() => givenDocument(parameters)).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
    );
  });
});
