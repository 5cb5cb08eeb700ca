import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '../../shared/testing.ts';
import type { Embedder } from './embeddings.ts';
import { aMinute, aPassage } from './fixtures.ts';
import { indexArticles } from './indexing.ts';
import type { KnowledgeDocument } from './knowledge.ts';
import { makeMemoryIndex } from './memory-index.ts';
import type { Change, PassageIndex } from './passage-index.ts';

const document = (key: string, hash = 'first'): KnowledgeDocument => ({
  key: `${key}.en`,
  hash,
  passages: [aPassage({ id: key, documentId: key, text: `About ${key}.` })],
});

function watchedIndex(dimension: number | null = null) {
  const index = makeMemoryIndex(dimension);
  const changes: Change[] = [];
  const watched: PassageIndex = {
    ...index,
    write: (change, signal) => {
      changes.push(change);
      return index.write(change, signal);
    },
  };
  return {
    index: watched,
    written: () => changes.flatMap(({ documents }) => documents.map(({ key }) => key)),
    changes,
  };
}
const indexing = (index: PassageIndex, embed: Embedder | null = null) => ({
  index,
  embed,
  logger: silentLogger,
  signal: aMinute(),
});

describe('indexArticles', () => {
  test('writes only what changed and takes out what vanished', async () => {
    const { index, changes, written } = watchedIndex();
    await indexArticles([document('a'), document('b'), document('c')], indexing(index));
    changes.length = 0;

    const report = await indexArticles([document('a'), document('b', 'second')], indexing(index));

    expect(report).toEqual({ documents: 2, changed: 1, gone: 1, passages: 2 });
    expect(written()).toEqual(['b.en']);
    expect(changes.flatMap(({ gone }) => gone)).toEqual(['c.en']);
  });

  test('writes in batches', async () => {
    const { index, changes } = watchedIndex();

    await indexArticles(
      Array.from({ length: 45 }, (_, at) => document(`d${at}`)),
      indexing(index),
    );

    expect(changes.map(({ documents }) => documents.length)).toEqual([20, 20, 5]);
  });

  test('without an answer from the embedder words are indexed, and meaning when it answers again', async () => {
    const { index, changes } = watchedIndex(2);
    let up = false;
    let asked = 0;
    const embed: Embedder = {
      model: 'fake',
      async embed(texts) {
        asked += 1;
        if (!up) throw new Error('down');
        return texts.map(() => [1, 0]);
      },
    };
    const documents = Array.from({ length: 25 }, (_, at) => document(`d${at}`));
    await indexArticles(documents, indexing(index, embed));
    const [askedWhileDown, writtenWhileDown] = [asked, changes.length];
    up = true;

    const report = await indexArticles(documents, indexing(index, embed));

    expect([askedWhileDown, writtenWhileDown]).toEqual([1, 2]);
    expect(report.changed).toBe(25);
    expect(changes.at(-1)?.documents[0]?.passages[0]?.dense).toEqual([1, 0]);
    expect((await indexArticles(documents, indexing(index, embed))).changed).toBe(0);
  });
});
