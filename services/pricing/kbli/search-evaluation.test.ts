import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { committedKbli } from './fixtures.ts';
import { editions } from './kbli-tables.ts';
import { type KbliSearch, makeKbliSearch } from './search.ts';
import {
  type EvaluationQuery,
  evaluateSearch,
  promisedShares,
  readEvaluationSet,
} from './search-evaluation.ts';

// The index of both editions takes a second or two to build, more on a busy machine.
jest.setTimeout(60_000);

let search: KbliSearch;
let sets: Record<'reference' | 'own', EvaluationQuery[]>;

beforeAll(async () => {
  const { kbli, tables } = await committedKbli();
  search = makeKbliSearch(kbli, tables.codes);
  const own = [...(await readEvaluationSet('development')), ...(await readEvaluationSet('held-out'))];
  sets = { reference: await readEvaluationSet('reference'), own };
});

describe.each(['reference', 'own'] as const)('the %s queries', (name) => {
  test.each(editions)(
    'in %s the right code stands first, and in the first five, as often as promised',
    (edition) => {
      const { first, topFive } = evaluateSearch(search, sets[name], edition);
      expect(first).toBeGreaterThanOrEqual(promisedShares.first);
      expect(topFive).toBeGreaterThanOrEqual(promisedShares.topFive);
    },
  );
});

test('there are 60 reference queries and at least 150 others', () => {
  expect(sets.reference).toHaveLength(60);
  expect(sets.own.length).toBeGreaterThanOrEqual(150);
});
