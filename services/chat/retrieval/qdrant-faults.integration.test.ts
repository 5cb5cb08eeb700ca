import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { silentLogger } from '../../shared/testing.ts';
import { aMinute, aPassage, indexedDocuments } from './fixtures.ts';
import { qdrantClient } from './qdrant-call.ts';
import { type Fault, type QdrantDouble, startQdrantDouble } from './qdrant-double.ts';
import { openQdrantIndex, type QdrantIndex } from './qdrant-index.ts';
import { documentVector, queryVector } from './sparse.ts';

const key = 'key of a test';
const model = { model: 'first', dimension: 3 };
const words = queryVector(new Map([['remote', 1]]));
const asking = (dense: number[] | null = null, signal = aMinute()) => ({
  sparse: words,
  dense,
  filter: {},
  limit: 5,
  signal,
});

let double: QdrantDouble;
let index: QdrantIndex;

const open = (dense: typeof model | null | 'unknown', apiKey: string | null = key) => {
  const client = qdrantClient({ url: double.url, apiKey, timeoutMs: 1_000 });
  return openQdrantIndex({ client, alias: 'k', dense, logger: silentLogger, signal: aMinute() });
};
const fill = async (into: QdrantIndex, dimension = 3) => {
  const documents = indexedDocuments([aPassage({ id: 'a' })], () => new Array<number>(dimension).fill(1));
  await into.write({ origin: 'article', documents, gone: [] }, aMinute());
};

beforeEach(async () => {
  double = await startQdrantDouble({ apiKey: key });
  index = await open(model);
  await fill(index);
  await index.publish(aMinute());
});
afterEach(() => double.close());

describe('a Qdrant that fails', () => {
  test.each<[string, Fault, string, string]>([
    ['refuses the key', { kind: 'status', status: 401 }, 'DOWNSTREAM_SERVICE_ERROR', 'status 401'],
    ['is busy', { kind: 'status', status: 429 }, 'DOWNSTREAM_SERVICE_ERROR', 'status 429'],
    [
      'is busy and says for how long',
      { kind: 'status', status: 429, retryAfter: '12' },
      'DOWNSTREAM_SERVICE_ERROR',
      'status 429',
    ],
    ['breaks', { kind: 'status', status: 500 }, 'DOWNSTREAM_SERVICE_ERROR', 'status 500'],
    ['does not answer', { kind: 'stall' }, 'GATEWAY_TIMEOUT', 'no answer in time'],
    ['cuts the socket', { kind: 'cut' }, 'DOWNSTREAM_SERVICE_ERROR', 'could not be reached'],
  ])('one that %s is an error by code, and the next search works', async (_, fault, code, logMessage) => {
    double.fail('query/batch', fault, 1);

    const failure = index.search(asking());

    await expect(failure).rejects.toMatchObject({ code, logMessage: expect.stringContaining(logMessage) });
    expect(await index.search(asking())).toHaveLength(1);
  });

  test('leaving ends the wait at once', async () => {
    double.fail('query/batch', { kind: 'stall' });
    const leaving = new AbortController();
    const search = index.search(asking(null, leaving.signal));

    leaving.abort(new Error('left'));

    await expect(search).rejects.toThrow('left');
  });

  test('a wrong key is refused when opening', async () => {
    await expect(open(model, 'another')).rejects.toMatchObject({ code: 'DOWNSTREAM_SERVICE_ERROR' });
  });

  test('a dense vector of the wrong length is refused when writing', async () => {
    await expect(fill(index, 2)).rejects.toMatchObject({ logMessage: expect.stringContaining('status 400') });
  });

  test('a dense question of the wrong length is asked by words alone', async () => {
    expect(await index.search(asking([1, 1]))).toMatchObject([{ similarity: null }]);
  });

  test('a write that was interrupted is seen as a document to write again', async () => {
    double.fail('points/delete', { kind: 'status', status: 500 }, 1);
    const documents = indexedDocuments([aPassage({ id: 'b' })], () => [1, 1, 1], 'second');
    await expect(index.write({ origin: 'article', documents, gone: [] }, aMinute())).rejects.toThrow();

    const stamps = await index.stamps('article', aMinute());

    expect([...stamps.values()]).toEqual(['']);
  });
});

describe('a Qdrant collection', () => {
  test('keeps model and dimension, sparse vectors with idf and an index for each filter', () => {
    const [collection] = [...double.collections.values()];

    expect(collection?.config).toMatchObject({
      metadata: { model: 'first', dimension: 3 },
      sparse_vectors: { words: { modifier: 'idf' } },
      vectors: { meaning: { size: 3, distance: 'Cosine' } },
    });
    expect([...(collection?.fields ?? [])]).toEqual(
      expect.arrayContaining(['topic', 'language', 'services', 'kbli']),
    );
  });

  test('another model fills a collection of its own before readers see it, and the old one goes', async () => {
    const [before] = [...double.aliases.values()];
    const next = await open({ model: 'second', dimension: 4 });
    await fill(next, 4);
    const meanwhile = [...double.aliases.values()];

    await next.publish(aMinute());

    expect(meanwhile).toEqual([before]);
    expect([...double.aliases.values()]).not.toEqual([before]);
    expect([...double.collections.keys()]).toEqual([...double.aliases.values()]);
    expect(await next.search(asking([1, 1, 1, 1]))).toHaveLength(1);
    expect(await index.search(asking([1, 1, 1]))).toHaveLength(1);
  });

  test('the same model finds its collection again', async () => {
    const again = await open(model);

    expect([...double.collections.keys()]).toHaveLength(1);
    expect(again.contents().passages).toBe(1);
    expect(again.contents().frequency(documentVector(new Map([['remote', 1]]), 'a').indices[0] ?? 0)).toBe(1);
  });

  test('while the model is unknown, the published collection is kept', async () => {
    const again = await open('unknown');

    expect(again.dimension).toBe(3);
    expect([...double.collections.keys()]).toHaveLength(1);
  });

  test('without a model there are no dense vectors', async () => {
    const plain = await open(null);

    expect(plain.dimension).toBeNull();
  });
});

describe('the address of a Qdrant', () => {
  test.each([
    ['http://qdrant.internal', 'http://qdrant.internal:6333'],
    ['https://qdrant.example:443', 'https://qdrant.example:443'],
    ['https://qdrant.example:6334/behind/a/path/', 'https://qdrant.example:6334/behind/a/path'],
  ])('%s is asked at %s', (url, expected) => {
    const client = qdrantClient({ url, apiKey: null, timeoutMs: 100 });

    expect(Reflect.get(client, '_restUri')).toBe(expected);
  });
});
