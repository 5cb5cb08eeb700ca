import { describe, expect, test } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import { contentsOf } from './contents.ts';
import { coverageOf } from './coverage.ts';
import { aPassage, indexedPassage } from './fixtures.ts';
import { makeGlossary } from './glossary.ts';
import { analyseQuestion } from './question.ts';
import { calibrated, coveredFrom } from './score.ts';

const glossary = makeGlossary([
  { name: 'spouse', phrases: { EN: ['spouse', 'husband'], ID: ['suami'], IT: ['coniuge'] } },
  { name: 'founding', phrases: { EN: ['found', 'open a'], ID: ['mendirikan'], IT: ['costituire'] } },
]);
const spouse = indexedPassage(aPassage({ id: 's', title: 'Family', text: 'The spouse of a citizen.' }));
const nomad = indexedPassage(aPassage({ id: 'n', title: 'Nomads', text: 'A permit for remote work.' }));
const statistics = contentsOf(
  [spouse, nomad].map(({ passage, sparse }) => ({ ...passage, terms: sparse.indices })),
);
const coverage = (question: string, { sparse } = spouse) =>
  coverageOf(analyseQuestion(question, [Language.EN], glossary), statistics)(sparse);

describe('coverageOf', () => {
  test('a passage that says every word is better than one that says half of them', () => {
    expect(coverage('spouse citizen')).toBeGreaterThan(coverage('spouse permit'));
    expect(coverage('spouse permit')).toBeGreaterThan(0.3);
  });

  test('a passage that says nothing of it has none', () => {
    expect(coverage('remote permit')).toBe(0);
  });

  test("the glossary's word counts a little less than the question's own", () => {
    expect(coverage('husband')).toBeGreaterThan(0);
    expect(coverage('husband')).toBeLessThan(coverage('spouse'));
  });

  test('where and how many count for less than what', () => {
    expect(coverage('two spouse in ubud')).toBeGreaterThan(coverage('spouse pizza'));
  });

  test('the word of a way of speaking counts for less than what it means', () => {
    const open = indexedPassage(aPassage({ id: 'o', title: 'Hotels', text: 'A field open to companies.' }));
    const found = indexedPassage(aPassage({ id: 'f', title: 'Steps', text: 'To found a company.' }));
    const terms = contentsOf(
      [open, found].map(({ passage, sparse }) => ({ ...passage, terms: sparse.indices })),
    );
    const coverageIn = coverageOf(analyseQuestion('open a company', [Language.EN], glossary), terms);

    expect(coverageIn(found.sparse)).toBeGreaterThan(coverageIn(open.sparse));
  });

  test('a word that no passage knows speaks against all of them', () => {
    expect(coverage('spouse pizza')).toBeLessThan(coverage('spouse permit'));
  });
});

describe('calibrated', () => {
  const found = { coverage: 0.5, similarity: null, byCode: false };
  const scale = { similarityFloor: 0.6 };

  test('lies above 0 and at most 1', () => {
    expect(calibrated({ ...found, coverage: 0 }, scale)).toBeGreaterThan(0);
    expect(calibrated({ coverage: 1, similarity: 1, byCode: true }, scale)).toBe(1);
  });

  test('what a code led to is above all else, and in the order of coverage', () => {
    const [all, code, better] = [
      calibrated({ ...found, coverage: 1 }, scale),
      calibrated({ ...found, coverage: 0.1, byCode: true }, scale),
      calibrated({ ...found, byCode: true }, scale),
    ];

    expect([all < code, code < better]).toEqual([true, true]);
  });

  test('similarity counts from its floor, which is where a question becomes covered', () => {
    const meant = (similarity: number) => calibrated({ ...found, coverage: 0, similarity }, scale);

    expect(meant(0.59)).toBeLessThan(coveredFrom);
    expect(meant(0.6)).toBeCloseTo(coveredFrom, 10);
    expect(meant(0.9)).toBeGreaterThan(meant(0.7));
  });

  test('without a floor similarity changes nothing', () => {
    const score = calibrated({ ...found, similarity: 0.99 }, { similarityFloor: null });

    expect(score).toBe(calibrated(found, { similarityFloor: null }));
  });
});
