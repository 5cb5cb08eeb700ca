import { describe, expect, test } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import type { EngineEvent } from '../engine/engine.ts';
import { phrase } from '../phrases.ts';
import { anEngine, aPassage, aRetriever, aSignal, ended, plainAnswer, said } from '../testing.ts';
import { kinds, made } from './made.fixture.ts';

describe('without a full answer', () => {
  test.each([
    ['halo', Language.ID, 'greeting'],
    ['thank you!', Language.EN, 'thanks'],
    ['arrivederci', Language.IT, 'farewell'],
  ] as const)('%p gets a fixed text and costs no retrieval', async (question, language, key) => {
    const retriever = aRetriever();

    const answer = await made({ retriever }, { question, language });

    expect(answer.text).toBe(phrase(key, language));
    expect(retriever.asked).toEqual([]);
    expect(kinds(answer)).toEqual(['TEXT']);
  });

  test('what the sources do not cover is said, with the contact, and costs no engine', async () => {
    let asked = 0;
    const engine = anEngine(() => {
      asked += 1;
      return plainAnswer;
    });

    const answer = await made({ engine, retriever: aRetriever([aPassage({ score: 0.1 })]) });

    expect(answer.text).toContain('do not cover');
    expect(answer.text).toContain('ask@example.com');
    expect(answer.happened[0]).toEqual({ kind: 'PASSAGES', passages: [] });
    expect(asked).toBe(0);
  });

  test('a question that tools may answer goes to the engine although no passage covers it', async () => {
    const engine = anEngine(() => [said('The code is for restaurants.'), ended]);

    const { text } = await made({ engine, retriever: aRetriever([]), asksForFacts: () => true });

    expect(text).toBe('The code is for restaurants.');
  });

  test('an engine that finds nothing to say leads to the same', async () => {
    const { text, failure } = await made({ engine: anEngine(() => [ended]) });

    expect(text).toContain('do not cover');
    expect(failure).toBeNull();
  });

  test('a follow-up is searched together with the question before it', async () => {
    const retriever = aRetriever([]);

    await made(
      { retriever },
      { question: 'and for two years?', history: [{ question: 'E33G?', answer: 'x' }] },
    );

    expect(retriever.asked).toEqual(['and for two years?', 'E33G?\nand for two years?']);
  });

  test('when passages can not be searched, that is said and nothing is claimed of the sources', async () => {
    const broken = { ...aRetriever(), search: () => Promise.reject(new Error('qdrant.internal refused')) };

    const { failure, text } = await made({ retriever: broken });

    expect(failure).toMatchObject({ code: 'DOWNSTREAM_SERVICE_ERROR', retryable: true });
    expect(text).toBe('');
    expect(JSON.stringify(failure)).not.toContain('qdrant');
  });
});

describe('an engine that breaks off', () => {
  const failure = { code: 'MODEL_BUSY', message: 'Try again.', retryable: true };

  test('tells why; what was shown stays and half a figure is not shown', async () => {
    const events: EngineEvent[] = [
      said('The office issues it. A permit has to be carried at all times for 12'),
      { kind: 'END', failure },
    ];

    const answer = await made({ engine: anEngine(() => events) });

    expect(answer.failure).toEqual(failure);
    expect(answer.text).toMatch(/^The office issues it\. /);
    expect(answer.text).not.toContain('12');
  });

  test('by throwing is a failure that tells nothing from inside', async () => {
    const engine = anEngine(function* () {
      yield said('The office issues it. ');
      throw new Error('secret.internal');
    });

    const answer = await made({ engine });

    expect(answer.failure).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', retryable: true });
    expect(JSON.stringify(answer)).not.toContain('secret.internal');
  });

  test('a stop ends it at once, even when the engine does not heed the signal', async () => {
    const stop = new AbortController();
    const reached = aSignal();
    const engine = anEngine(async function* () {
      yield said('The office issues it. ');
      reached.go();
      await new Promise(() => {});
    });

    const making = made({ engine }, { signal: stop.signal });
    await reached.happened;
    stop.abort();

    expect((await making).text).toBe('The office issues it. ');
    expect((await making).failure).toBeNull();
  });

  test('what it spent is told', async () => {
    const usage = { inputTokens: 10, outputTokens: 5, cacheReadTokens: 0 };

    const answer = await made({ engine: anEngine(() => [said('Yes. '), { kind: 'USAGE', usage }, ended]) });

    expect(answer.usage).toEqual([usage]);
  });
});
