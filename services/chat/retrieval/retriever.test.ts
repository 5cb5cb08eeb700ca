import { describe, expect, test } from '@jest/globals';
import { AppError } from '../../shared/errors.ts';
import { KbliEdition } from '../../shared/kbli-edition.ts';
import { Language } from '../../shared/language.ts';
import { makeLogger } from '../../shared/logger.ts';
import type { Embedder } from './embeddings.ts';
import { aMinute, aPassage, indexedDocuments } from './fixtures.ts';
import { readGlossary } from './glossary.ts';
import { makeMemoryIndex } from './memory-index.ts';
import type { Passage, PassageQuery } from './passage.ts';
import { makeRetriever, type RetrieverOptions } from './retriever.ts';
import { coveredFrom, isCovered } from './score.ts';

const { EN, ID, IT } = Language;
const glossary = await readGlossary();

type Given = Partial<RetrieverOptions> & { denseOf?: (passage: Passage) => number[] };

async function retrieverOver(passages: readonly Passage[], { denseOf, ...given }: Given = {}) {
  const lines: string[] = [];
  const logger = makeLogger('test', 'warn', { write: (line) => lines.push(line) });
  const index = makeMemoryIndex(denseOf ? 2 : null);
  const documents = indexedDocuments(passages, denseOf);
  await index.write({ origin: 'article', documents, gone: [] }, aMinute());
  const retriever = makeRetriever({ index, embed: null, glossary, logger, ...given });
  const search = (text: string, more: Partial<PassageQuery> = {}) =>
    retriever.search({ text, topK: 5, signal: aMinute(), ...more });
  return { ...retriever, search, lines };
}

const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);

const stayEn = aPassage({
  id: 'stay.en',
  documentId: 'stay',
  title: 'Stay permit',
  text: 'It lasts a year.',
});
const stayIt = aPassage({
  id: 'stay.it',
  documentId: 'stay',
  language: IT,
  title: 'Permesso di soggiorno',
  text: 'Dura un anno.',
});
const stayId = aPassage({
  id: 'stay.id',
  documentId: 'stay',
  language: ID,
  title: 'Izin tinggal',
  text: 'Berlaku satu tahun.',
});
const bar = aPassage({ id: 'bar', documentId: 'bar', title: 'Bars', text: 'Alcohol needs a licence.' });

describe('a question in one language', () => {
  test.each([
    [EN, 'stay permits', 'stay.en'],
    [IT, 'il permesso di soggiorno', 'stay.it'],
    [ID, 'izin tinggalnya', 'stay.id'],
    [EN, 'permesso di soggiorno', 'stay.en'],
    [IT, 'izin tinggal', 'stay.it'],
    [ID, 'stay permit', 'stay.id'],
  ])('in %s, "%s" finds %s alone', async (language, text, expected) => {
    const { search } = await retrieverOver([stayEn, stayIt, stayId, bar]);

    expect(ids(await search(text, { language }))).toEqual([expected]);
  });

  test('a document that exists in another language only is found there, with a lower score', async () => {
    const { search } = await retrieverOver([stayEn, bar]);

    const [inEnglish] = await search('stay permit', { language: EN });
    const [inItalian] = await search('permesso di soggiorno', { language: IT });

    expect([inEnglish?.id, inItalian?.id]).toEqual(['stay.en', 'stay.en']);
    expect(inItalian?.score).toBeLessThan(inEnglish?.score ?? 0);
  });

  test('a translation is not shown beside its original', async () => {
    const { search } = await retrieverOver([stayEn, stayIt, bar]);

    expect(ids(await search('alcohol licence', { language: IT }))).toEqual(['bar']);
    expect(ids(await search('stay permit zzz zzzz zzzzz', { language: IT }))).toEqual(['stay.it']);
  });

  test('without a language all are searched, the words of the question deciding', async () => {
    const { search } = await retrieverOver([stayEn, stayIt, stayId]);

    const found = await search('permesso di soggiorno');

    expect(found[0]?.id).toBe('stay.it');
    expect(ids(found).sort()).toEqual(['stay.en', 'stay.id', 'stay.it']);
  });
});

describe('a code in a question', () => {
  const nomad = aPassage({
    id: 'nomad',
    documentId: 'nomad',
    title: 'Nomads',
    text: 'A year.',
    services: ['E33G'],
  });
  const family = aPassage({
    id: 'family',
    documentId: 'family',
    title: 'Family',
    text: 'Kin.',
    services: ['E31BE'],
  });
  const worker = aPassage({
    id: 'work',
    documentId: 'work',
    title: 'Work',
    text: 'Jobs.',
    services: ['E23-WORKING'],
  });
  const villa = aPassage({
    id: 'villa',
    documentId: 'villa',
    title: 'Villas',
    text: 'Rooms.',
    kbli: [{ edition: KbliEdition.KBLI_2025, code: '55203' }],
  });
  const many = aPassage({
    id: 'income',
    documentId: 'income',
    title: 'Income',
    text: 'Income tax on income.',
  });

  test.each([
    ['what income for the e33g', 'nomad'],
    ['income for E33 G', 'nomad'],
    ['income for an E31B', 'family'],
    ['E23 income', 'work'],
    ['income with KBLI 55203', 'villa'],
  ])('"%s" puts %s first, ahead of better words', async (text, expected) => {
    const { search } = await retrieverOver([nomad, family, worker, villa, many]);

    expect(ids(await search(text))).toEqual([expected, 'income']);
  });

  test('what a code leads to counts as covered, however little else it says', async () => {
    const { search } = await retrieverOver([nomad, many]);

    expect(isCovered(await search('E33G pizza sushi ramen'))).toBe(true);
  });

  test('a topic that the code is not under keeps it out', async () => {
    const { search } = await retrieverOver([nomad, many]);

    expect(await search('E33G', { topic: 'TAX' })).toEqual([]);
  });
});

describe('the score', () => {
  test('tells a question that a passage answers from one that shares a word', async () => {
    const { search } = await retrieverOver([stayEn, stayIt, stayId, bar]);

    const [answered, shared] = [
      await search('licence for alcohol'),
      await search('licence to fly helicopters'),
    ];

    expect(answered[0]?.score).toBeGreaterThan(0.6);
    expect(shared[0]?.score).toBeLessThan(coveredFrom);
  });

  test.each(['', '???', 'how do I get it'])('"%s" asks nothing and finds nothing', async (text) => {
    const { search } = await retrieverOver([stayEn]);

    expect(await search(text)).toEqual([]);
  });

  test('no more passages come than were asked for', async () => {
    const { search } = await retrieverOver([stayEn, stayIt, stayId]);

    expect(await search('izin tinggal stay permit', { topK: 2 })).toHaveLength(2);
  });
});

describe('meaning', () => {
  const denseOf = ({ id }: Passage) => (id === 'bar' ? [1, 0] : [0, 1]);
  const embedderOf = (vector: number[]): Embedder => ({ model: 'fake', embed: async () => [vector] });

  test('finds a passage that shares no word, covered only when a floor says so', async () => {
    const embed = embedderOf([1, 0.1]);
    const [plain, sure] = [
      await retrieverOver([stayEn, bar], { denseOf, embed }),
      await retrieverOver([stayEn, bar], { denseOf, embed, similarityFloor: 0.7 }),
    ];

    const [first, second] = [await plain.search('cocktails'), await sure.search('cocktails')];

    expect([first[0]?.id, second[0]?.id]).toEqual(['bar', 'bar']);
    expect([isCovered(first), isCovered(second)]).toEqual([false, true]);
  });

  test('an embedder that fails leaves the words, and is complained of once', async () => {
    const embed: Embedder = {
      model: 'fake',
      embed: async () => {
        throw new AppError('DOWNSTREAM_SERVICE_ERROR', 'embeddings: status 500');
      },
    };
    const { search, lines } = await retrieverOver([stayEn, bar], { denseOf, embed });

    const found = [await search('alcohol'), await search('alcohol')];

    expect(found.map(ids)).toEqual([['bar'], ['bar']]);
    expect(lines).toHaveLength(1);
  });
});
