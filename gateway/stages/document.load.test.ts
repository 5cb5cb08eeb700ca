import { describe, expect, test } from '@jest/globals';
import { textHash } from '../../services/shared/document-id.ts';
import { makePersistedQueries } from '../persisted-queries.ts';
import { hintedGraph, limitsOf } from '../test/fixture/hinted-graph.ts';
import { makeDocuments } from './document.ts';
import { documentRights } from './rights.ts';

const graph = hintedGraph('type Query { ports: Int }');
const trusted = { abc: 'query Ports { ports }' };
const text = '{ ports }';
const hash = textHash(text);
const caller = { kind: 'SESSION', id: 'session:1', scopes: [] } as const;
const rights = documentRights(limitsOf())(caller);
const trustedOnly = documentRights(limitsOf({ TRUSTED_ONLY: 'on' }))(caller);

const documents = () =>
  makeDocuments({ ...graph, trusted, persisted: makePersistedQueries({ maxBytes: 100_000 }) });

function codeOf(load: () => unknown): unknown {
  try {
    load();
    return null;
  } catch (error) {
    const { errors, extensions } = error as { errors?: { extensions: object }[]; extensions?: object };
    return { ...(errors?.[0]?.extensions ?? extensions) };
  }
}

describe('load', () => {
  test('what needs no looking up comes back as the same object, at once', () => {
    const { load } = documents();

    for (const given of [{ id: 'abc' }, { text }]) expect(load(given, caller, rights)).toBe(given);
  });

  test('a text that came with its hash once is found by the hash', () => {
    const { load, find } = documents();
    load({ text, hash }, caller, rights);

    const loaded = load({ id: hash }, caller, rights);

    expect(loaded).toEqual({ text });
    expect(find({ text })).toMatchObject({ documentId: hash, trusted: false });
  });

  test('a hash that nobody sent a text for is told by its code', () => {
    expect(codeOf(() => documents().load({ id: hash }, caller, rights))).toEqual({
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
  });

  test('a hash of another text is bad input, and nothing is kept', () => {
    const { load } = documents();

    expect(codeOf(() => load({ text: '{ __typename }', hash }, caller, rights))).toEqual({
      code: 'BAD_USER_INPUT',
    });
    expect(codeOf(() => load({ id: hash }, caller, rights))).toEqual({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  test('a faulty text is refused and not kept', () => {
    const { load } = documents();
    const faulty = '{ unknown }';
    const id = textHash(faulty);

    expect(codeOf(() => load({ text: faulty, hash: id }, caller, rights))).toEqual({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
    expect(codeOf(() => load({ id }, caller, rights))).toEqual({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  test('without persisted queries a text with a hash is a text, and a hash names trusted documents only', () => {
    const { load, find } = makeDocuments({ ...graph, trusted });

    expect(load({ text, hash }, caller, rights)).toEqual({ text, hash });
    expect(codeOf(() => find({ id: hash }))).toEqual({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  test('where only trusted documents are served, their texts are too, and no others', () => {
    const { load } = makeDocuments({ ...graph, trusted });
    const own = { text: trusted.abc };

    expect(load(own, caller, trustedOnly)).toBe(own);
    expect(codeOf(() => load({ text }, caller, trustedOnly))).toEqual({
      code: 'FORBIDDEN',
      reason: 'TRUSTED_ONLY',
    });
  });
});
