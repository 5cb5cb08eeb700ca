import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { readSettings, SettingsError } from '../../shared/env.ts';
import { silentLogger } from '../../shared/testing.ts';
import { aMinute } from './fixtures.ts';
import { openRetrieval } from './open-retrieval.ts';
import { type QdrantDouble, startQdrantDouble } from './qdrant-double.ts';
import { type RetrievalSettings, retrievalSettings, retrievalVariables } from './retrieval-settings.ts';

const read = (environment: Record<string, string>): RetrievalSettings =>
  retrievalSettings(readSettings(z.object(retrievalVariables), environment));
const query = () => ({ text: 'visa on arrival', topK: 3, signal: aMinute() });

describe('openRetrieval with Qdrant', () => {
  let double: QdrantDouble;
  beforeEach(async () => {
    double = await startQdrantDouble();
  });
  afterEach(() => double.close());

  test('one that is down when starting is waited for, and used once it is there', async () => {
    double.fail('GET /aliases', { kind: 'status', status: 503 });
    let waited = 0;
    const pause = async () => {
      waited += 1;
      if (waited === 2) double.mend();
    };
    const opened = await openRetrieval({
      settings: read({ QDRANT_URL: double.url }),
      logger: silentLogger,
      pause,
    });
    const early = opened.retriever.search(query());
    await expect(early).rejects.toMatchObject({ code: 'DOWNSTREAM_SERVICE_ERROR' });

    await opened.ready;

    expect(await opened.retriever.search(query())).toHaveLength(3);
    expect([waited, [...double.aliases.keys()]]).toEqual([2, ['zantara-knowledge']]);
    await opened.close();
  }, 30_000);

  test('closing while it is down ends the waiting', async () => {
    double.fail('GET /aliases', { kind: 'stall' });
    const opened = await openRetrieval({ settings: read({ QDRANT_URL: double.url }), logger: silentLogger });

    await opened.close();

    expect(opened.index()).toBeNull();
  });
});

describe('retrievalSettings', () => {
  test('nothing set means in process and without meaning', () => {
    expect(read({})).toEqual({ qdrant: null, embeddings: null, similarityFloor: null });
  });

  test('each component is switched on by its address', () => {
    const settings = read({
      QDRANT_URL: 'https://q.example:6333',
      QDRANT_API_KEY: 'k',
      EMBEDDINGS_URL: 'http://localhost:11434',
      EMBEDDINGS_MODEL: 'nomic',
      EMBEDDINGS_SIMILARITY_FLOOR: '0.6',
    });

    expect(settings.qdrant).toMatchObject({
      url: 'https://q.example:6333',
      apiKey: 'k',
      alias: 'zantara-knowledge',
    });
    expect(settings.embeddings).toMatchObject({
      url: 'http://localhost:11434',
      model: 'nomic',
      dimension: null,
    });
    expect(settings.similarityFloor).toBe(0.6);
  });

  test.each<Record<string, string>>([
    { QDRANT_URL: 'qdrant:6333' },
    { EMBEDDINGS_SIMILARITY_FLOOR: '2' },
    { QDRANT_TIMEOUT_MS: 'soon' },
  ])('%j is refused by name', (environment) => {
    expect(() => read(environment)).toThrow(SettingsError);
    expect(() => read(environment)).toThrow(Object.keys(environment)[0]);
  });
});
