import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { makeExtractiveEngine } from './engine/extractive.ts';
import type { PassageQuery } from './retrieval/passage.ts';
import { retrieverOf } from './tools/testing.ts';
import { warmAnswers } from './warm-up.ts';

test.each([
  ['answers', async () => ({ services: { nodes: [] } }) as never],
  ['is not there', async () => Promise.reject(new Error('the graph is not there'))],
])('answers are made and nothing is logged when the graph %s', async (_what, graph) => {
  const lines: string[] = [];
  const searched: string[] = [];
  const found = retrieverOf();
  const retriever = {
    ...found,
    search(query: PassageQuery) {
      searched.push(query.text);
      return found.search(query);
    },
  };
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });

  await warmAnswers({ engine: makeExtractiveEngine(), retriever, logger }, graph);

  expect(searched.length).toBeGreaterThanOrEqual(2);
  expect(lines).toEqual([]);
});
