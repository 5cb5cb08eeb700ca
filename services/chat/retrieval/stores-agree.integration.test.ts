import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { silentLogger } from '../../shared/testing.ts';
import { readEvaluationQuestions } from './evaluation.ts';
import { aMinute, fakeVector } from './fixtures.ts';
import { type Glossary, readGlossary } from './glossary.ts';
import { indexArticles } from './indexing.ts';
import { type KnowledgeDocument, readKnowledge } from './knowledge.ts';
import { makeMemoryIndex } from './memory-index.ts';
import type { AboutQuery, PassageQuery, RankedPassage } from './passage.ts';
import type { PassageIndex } from './passage-index.ts';
import { qdrantClient } from './qdrant-call.ts';
import { type QdrantDouble, startQdrantDouble } from './qdrant-double.ts';
import { openQdrantIndex } from './qdrant-index.ts';
import { makeRetriever } from './retriever.ts';

const dense = { model: 'fake', dimension: 16 };
const embedder = {
  model: dense.model,
  embed: async (texts: readonly string[]) => texts.map((text) => fakeVector(text)),
};

/** Every third article in its three languages: the double looks at every point for every question. */
const everyThird = (documents: readonly KnowledgeDocument[]) => documents.filter((_, at) => at % 9 < 3);

describe.each([
  ['by words alone', null],
  ['by words and meaning', embedder],
])('the same articles in both stores, %s', (_, embed) => {
  let double: QdrantDouble;
  let stores: PassageIndex[];
  let glossary: Glossary;

  beforeAll(async () => {
    double = await startQdrantDouble();
    glossary = await readGlossary();
    const client = qdrantClient({ url: double.url, apiKey: null, timeoutMs: 20_000 });
    const common = { logger: silentLogger, signal: aMinute() };
    const qdrant = await openQdrantIndex({ client, alias: 'both', dense: embed && dense, ...common });
    stores = [makeMemoryIndex(embed && dense.dimension), qdrant];
    const documents = everyThird(await readKnowledge());
    for (const index of stores) await indexArticles(documents, { index, embed, ...common });
    await qdrant.publish(aMinute());
  }, 60_000);
  afterAll(() => double.close());

  test('every question finds the same passages in the same order with the same scores', async () => {
    const retrievers = stores.map((index) => makeRetriever({ index, embed, glossary, logger: silentLogger }));
    const asked = (await readEvaluationQuestions()).map(({ question, language }, at): PassageQuery => {
      return { text: question, language: at % 4 === 0 ? undefined : language, topK: 8, signal: aMinute() };
    });
    const shown = (found: readonly RankedPassage[]) =>
      found.map(({ id, score }) => `${id} ${score.toFixed(6)}`);
    const answers = (query: PassageQuery) =>
      Promise.all(retrievers.map((each) => each.search(query).then(shown)));

    const differing: string[] = [];
    let passages = 0;
    for (const query of asked) {
      const [one = [], other] = await answers(query);
      passages += one.length;
      if (JSON.stringify(one) !== JSON.stringify(other)) differing.push(query.text);
    }

    expect(differing).toEqual([]);
    expect(passages).toBeGreaterThan(asked.length);
  }, 60_000);

  test('what concerns a service is the same', async () => {
    const [one, other] = stores.map((index) =>
      makeRetriever({ index, embed, glossary, logger: silentLogger }),
    );

    const queries = ['PMA-SETUP', 'C1', 'no-such-service'].map(
      (service): AboutQuery => ({ entity: { service }, language: null, topK: 5 }),
    );

    const found = await one?.about(queries);

    expect(found?.[0]?.length).toBeGreaterThan(0);
    expect(await other?.about(queries)).toEqual(found);
  });

  test('indexing again writes nothing', async () => {
    const documents = everyThird(await readKnowledge());
    const before = double.requests.length;

    const reports = [];
    for (const index of stores) {
      reports.push(await indexArticles(documents, { index, embed, logger: silentLogger, signal: aMinute() }));
    }

    expect(reports.map(({ changed, gone }) => [changed, gone])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(double.requests.slice(before).filter((request) => /PUT|DELETE|delete/.test(request))).toEqual([]);
  });
});
