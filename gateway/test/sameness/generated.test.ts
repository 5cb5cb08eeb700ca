import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compared, comparisonBench, type Executors } from './comparison.fixture.ts';
import { generatedOperation, type Limits, type Pools } from './generated.fixture.ts';
import { answeredId, conversationId, failedId } from './real-graph.fixture.ts';
import { runs, seed } from './settings.fixture.ts';

const bench = comparisonBench();

const queries = [
  ...['answer', 'conversation', 'conversations', 'kbli', 'packages', 'priceList', 'quote', 'savedQuote'],
  ...['searchKbli', 'searchKnowledge', 'searchServices', 'service', 'services', 'tools'],
];
const pools: Pools = {
  id: [answeredId, failedId, conversationId, 'unknown'],
  answerId: [answeredId, answeredId, failedId, 'unknown'],
  code: ['C1', 'c1', 'E33G', 'PMA-SETUP', '56101', 'I', '561', 'nothing'],
  serviceCode: ['C1', 'E33G', 'PMA-SETUP', 'nothing'],
  optionKey: ['1y-offshore', 'none'],
  quantity: [1, 2, 0, 1000],
  first: [0, 1, 2, 3, 5, 101],
  after: ['', 'b2Zmc2V0OjE', 'x'],
  afterSequence: [0, 3, 99, -1],
  query: ['visa', 'restaurant', 'villa rental', 'c1', ' ', 'zzzz'],
  comment: ['fine', ''],
  Boolean: [true, false],
};
const limits: Limits = { depth: 4, width: 4, rows: 1 };

async function expectSameness(
  kind: 'query' | 'mutation' | 'subscription',
  roots: readonly string[],
  count: number,
  prepare: (value: fc.GeneratorValue) => Executors,
): Promise<void> {
  const { publicSchema } = bench.supergraph();
  let valid = 0;
  const property = fc.asyncProperty(fc.gen(), async (value) => {
    const executors = prepare(value);
    const operation = generatedOperation(value, publicSchema, kind, { roots, pools, limits });
    const found = await compared(bench.supergraph(), executors, operation);
    if (found === null) return;
    valid += 1;
    expect(found).toBe('');
  });
  await fc.assert(property, { numRuns: Math.ceil(count), seed, endOnFailure: true });
  // A generator whose operations are refused would prove nothing.
  expect(valid).toBeGreaterThan(count / 2);
}

function withFaults(value: fc.GeneratorValue): Executors {
  bench.faults.seed = value(fc.nat);
  bench.faults.percent = [2, 8, 20][value(fc.nat, 2)] ?? 8;
  return bench.faulty();
}

describe('generated operations give the same through both executors as through graphql-js', () => {
  test('queries', () => expectSameness('query', queries, runs, bench.whole));

  test('queries over resolvers that fail, are slow, or leave holes', () =>
    expectSameness('query', queries, runs, withFaults));

  test('mutations that may be repeated', () =>
    expectSameness('mutation', ['rateAnswer', 'stopAnswer'], runs / 20, bench.whole));

  test('events of a subscription', () =>
    expectSameness('subscription', ['answerEvents'], runs / 20, bench.whole));

  test('events of a subscription over resolvers that fail, are slow, or leave holes', () =>
    expectSameness('subscription', ['answerEvents'], runs / 20, withFaults));
});
