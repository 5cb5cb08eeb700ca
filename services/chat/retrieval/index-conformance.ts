import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { KbliEdition } from '../../shared/kbli-edition.ts';
import { Language } from '../../shared/language.ts';
import { allLanguages } from './analysis.ts';
import { aMinute, aPassage, indexedDocuments } from './fixtures.ts';
import { makeGlossary } from './glossary.ts';
import type { Passage } from './passage.ts';
import type { IndexQuery, PassageFilter, PassageIndex } from './passage-index.ts';
import { analyseQuestion } from './question.ts';
import { queryVector } from './sparse.ts';

/** An open index of dense vectors of three numbers. */
export type IndexUnderTest = { index: PassageIndex; publish(): Promise<void>; close(): Promise<void> };

const nomad = aPassage({
  id: 'a',
  title: 'Nomads',
  documentId: 'nomad',
  text: 'Remote workers earn money abroad.',
  services: ['E33G'],
});
const tax = aPassage({
  id: 'b',
  title: 'Taxes',
  documentId: 'tax',
  topic: 'TAX',
  text: 'Tax on money earned abroad by remote workers.',
});
const bar = aPassage({
  id: 'c',
  title: 'Bars',
  documentId: 'bar',
  topic: 'LICENSING',
  text: 'A bar needs a licence for alcohol.',
  kbli: [{ edition: KbliEdition.KBLI_2025, code: '56301' }],
});
const barra = aPassage({
  id: 'd',
  title: 'Locali',
  documentId: 'bar',
  language: Language.IT,
  topic: 'LICENSING',
  text: 'Un bar ha bisogno di una licenza per alcolici.',
  kbli: [{ edition: KbliEdition.KBLI_2025, code: '56301' }],
});
const all = [nomad, tax, bar, barra];
const meanings: Record<string, number[]> = { a: [1, 0, 0], b: [0.6, 0.8, 0], c: [0, 0, 1], d: [0, 0.1, 1] };
const denseOf = ({ id }: Passage) => meanings[id] ?? null;

const asking = (text: string, more: Partial<IndexQuery> = {}): IndexQuery => ({
  sparse: queryVector(analyseQuestion(text, allLanguages, makeGlossary([])).terms),
  dense: null,
  filter: {},
  limit: 10,
  signal: aMinute(),
  ...more,
});
const ids = (found: readonly { passage: Passage }[]): string[] => found.map(({ passage }) => passage.id);

/** What every store of passages does. */
export function describePassageIndex(name: string, open: () => Promise<IndexUnderTest>): void {
  describe(`${name}, as a store of passages`, () => {
    let opened: IndexUnderTest;
    let index: PassageIndex;

    beforeEach(async () => {
      opened = await open();
      index = opened.index;
      await index.write(
        { origin: 'article', documents: indexedDocuments(all, denseOf), gone: [] },
        aMinute(),
      );
      await index.refresh(aMinute());
      await opened.publish();
    });
    afterEach(() => opened.close());

    test('the passage that shares the rarest words with a question comes first', async () => {
      const found = await index.search(asking('tax for remote workers'));

      expect(ids(found)).toEqual(['b', 'a']);
    });

    test('a question that shares no word finds nothing', async () => {
      expect(await index.search(asking('pizza'))).toEqual([]);
    });

    test('a question without any term finds nothing', async () => {
      expect(await index.search(asking(''))).toEqual([]);
    });

    test('a hit carries the whole passage, its place and its vector', async () => {
      const [hit] = await index.search(asking('licenza'));

      expect(hit).toMatchObject({ passage: barra, ordinal: 0, similarity: null });
      expect(hit?.sparse.indices.length).toBe(hit?.sparse.values.length);
    });

    test.each<[string, PassageFilter, string[]]>([
      ['topic', { topic: 'TAX' }, ['b']],
      ['language', { language: Language.IT }, ['d']],
      ['service', { services: ['E33G', 'C1'] }, ['a']],
      ['KBLI code', { kbli: [{ edition: KbliEdition.KBLI_2025, code: '56301' }] }, ['c', 'd']],
      ['KBLI code of another edition', { kbli: [{ edition: KbliEdition.KBLI_2020, code: '56301' }] }, []],
      ['topic and language', { topic: 'LICENSING', language: Language.EN }, ['c']],
    ])('a filter by %s narrows looking up and searching', async (_, filter, expected) => {
      const stored = await index.lookUp(filter, 10, aMinute());
      const found = await index.search(asking('bar tax remote alcolici', { filter }));

      expect(ids(stored)).toEqual(expected);
      expect(ids(found).sort()).toEqual(expected);
    });

    test('words and meaning are fused by rank: what both lists hold comes first', async () => {
      const found = await index.search(asking('alcohol', { dense: [0, 0.1, 1] }));

      expect(ids(found)).toEqual(['c', 'd', 'b', 'a']);
      expect(found[0]?.score).toBeCloseTo(1 / 60 + 1 / 61, 6);
      expect(found[1]?.similarity).toBeCloseTo(1, 5);
    });

    test('equal fused scores are ordered by passage id', async () => {
      const silent = aPassage({ id: 's', documentId: 'silent', title: 'Overstay', text: 'Fines.' });
      await index.write({ origin: 'article', documents: indexedDocuments([silent]), gone: [] }, aMinute());

      const found = await index.search(asking('overstay', { dense: [1, 0.05, 0.01], limit: 2 }));

      expect(found.map(({ passage, score }) => [passage.id, score])).toEqual([
        ['a', Math.fround(1 / 60)],
        ['s', Math.fround(1 / 60)],
      ]);
    });

    test('no more hits come than were asked for', async () => {
      expect(await index.search(asking('remote', { dense: [1, 1, 1], limit: 2 }))).toHaveLength(2);
    });

    test('contents tell what there is', () => {
      const { passages, holds, services, kbli } = index.contents();

      expect(passages).toBe(4);
      expect([holds('bar', Language.IT), holds('tax', Language.IT)]).toEqual([true, false]);
      expect([[...services], [...kbli]]).toEqual([['E33G'], ['KBLI_2025:56301']]);
    });

    test('a changed document takes the place of what it said before', async () => {
      const said = aPassage({ id: 'e', documentId: 'tax', topic: 'TAX', text: 'Dividends are taxed.' });
      const documents = indexedDocuments([said], () => [1, 1, 1], 'second');
      await index.write({ origin: 'article', documents, gone: [] }, aMinute());

      const found = await index.lookUp({ topic: 'TAX' }, 10, aMinute());

      expect(ids(found)).toEqual(['e']);
      expect((await index.stamps('article', aMinute())).get('tax.en')).toBe('second');
    });

    test('a document that is gone is found no more, the others are', async () => {
      await index.write({ origin: 'article', documents: [], gone: ['bar.en'] }, aMinute());
      await index.refresh(aMinute());

      expect(ids(await index.search(asking('bar alcolici')))).toEqual(['d']);
      expect(index.contents().passages).toBe(3);
    });

    test('uploads and articles are stamped apart', async () => {
      const upload = aPassage({ id: 'u', documentId: 'handbook', text: 'Staff handbook.' });
      await index.write(
        { origin: 'upload', documents: indexedDocuments([upload]), gone: ['tax.en'] },
        aMinute(),
      );

      const [uploads, articles] = [
        await index.stamps('upload', aMinute()),
        await index.stamps('article', aMinute()),
      ];

      expect([...uploads.keys()]).toEqual(['handbook.en']);
      expect([...articles.keys()].sort()).toEqual(['bar.en', 'bar.it', 'nomad.en', 'tax.en']);
    });

    test('a passage without a dense vector is still found by its words', async () => {
      const silent = aPassage({ id: 's', documentId: 'silent', text: 'Overstay fines.' });
      await index.write({ origin: 'article', documents: indexedDocuments([silent]), gone: [] }, aMinute());

      const found = await index.search(asking('overstay', { dense: [1, 0.05, 0.01] }));

      expect(ids(found)).toContain('s');
    });

    test('an aborted search stops with the reason', async () => {
      const signal = AbortSignal.abort(new Error('left'));

      await expect(index.search(asking('tax', { signal }))).rejects.toThrow('left');
    });
  });
}
