import { expect, test } from '@jest/globals';
import { silentLogger } from '../../shared/testing.ts';
import { evaluateRetrieval, readEvaluationQuestions, sharesOf } from './evaluation.ts';
import { openRetrieval } from './open-retrieval.ts';

const settings = { qdrant: null, embeddings: null, similarityFloor: null };

test('the committed questions find their documents, and foreign ones are refused', async () => {
  const { retriever } = await openRetrieval({ settings, logger: silentLogger });

  const shares = sharesOf(await evaluateRetrieval(retriever, await readEvaluationQuestions()));

  expect(shares.inside).toBeGreaterThanOrEqual(60);
  expect(shares.outside).toBeGreaterThanOrEqual(30);
  expect(shares.recallAt5).toBeGreaterThanOrEqual(0.95);
  expect(shares.wronglyRefused).toBeLessThanOrEqual(0.05);
  expect(shares.refused).toBeGreaterThanOrEqual(0.85);
});

test('every document that a question names exists', async () => {
  const opened = await openRetrieval({ settings, logger: silentLogger });
  const contents = opened.index()?.contents();

  const missing = (await readEvaluationQuestions()).flatMap(({ documents, language }) =>
    documents.filter((id) => !contents?.holds(id, language)),
  );

  expect(missing).toEqual([]);
});
