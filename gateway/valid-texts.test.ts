import { describe, expect, test } from '@jest/globals';
import { textHash } from '../services/shared/document-id.ts';
import { makeDocuments } from './stages/document.ts';
import { loadSupergraph } from './supergraph.ts';
import { builtValidTexts } from './valid-texts.ts';

const supergraph = await loadSupergraph();
const { publicSchema: schema, hints } = supergraph;
const good = '{ service(code: "C1") { code } }';
const bad = '{ nothing }';
const told = builtValidTexts(supergraph, { good, bad });

describe('what the build has found valid', () => {
  test('names the texts that the graph takes, and the graph', () => {
    expect(told).toEqual({ of: textHash(supergraph.sdl), hashes: [textHash(good)] });
  });

  test('is not checked again, and nothing else goes unchecked', () => {
    const validTexts = new Set(told.hashes);
    const trusted = { good, bad, changed: `${good} ` };
    const { find } = makeDocuments({ schema, hints, trusted, validTexts });
    const unchecked = makeDocuments({ schema, hints, trusted, validTexts: new Set([textHash(bad)]) });

    expect(find({ id: 'good' })).toMatchObject({ kind: 'query', trusted: true });
    expect(find({ id: 'changed' })).toMatchObject({ kind: 'query', trusted: true });
    expect(() => find({ id: 'bad' })).toThrow();
    expect(unchecked.find({ id: 'bad' })).toMatchObject({ kind: 'query' });
  });
});
