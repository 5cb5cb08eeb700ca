import { describe, expect, test } from '@jest/globals';
import { fused } from './fusion.ts';
import { documentVector, inverseFrequency, queryVector, termIndex, termWeight } from './sparse.ts';

describe('termIndex', () => {
  test('a term keeps its place for ever, since stored vectors depend on it', () => {
    expect(['visa', 'EN:visa', 'e33g'].map(termIndex)).toEqual([775_006_767, 3_817_197_114, 507_859_403]);
  });

  test('ten thousand similar words share no place', () => {
    const places = Array.from({ length: 10_000 }, (_, at) => termIndex(`word${at}`));

    expect(new Set(places).size).toBe(places.length);
  });
});

describe('documentVector', () => {
  test('terms stand in ascending order, each once', () => {
    const { indices } = documentVector(
      new Map([
        ['b', 1],
        ['a', 2],
        ['c', 1],
      ]),
      'p',
    );

    expect(indices).toEqual([...new Set(indices)].sort((one, other) => one - other));
  });

  test('passages that say the same differ by less than a ten-thousandth, and never tie', () => {
    const [one, other] = ['p', 'q'].map((id) => documentVector(new Map([['visa', 1]]), id).values[0] ?? 0);

    expect(one).not.toBe(other);
    expect(Math.abs((one ?? 0) / (other ?? 1) - 1)).toBeLessThan(1e-4);
  });
});

describe('termWeight', () => {
  test('repeats count less and less, and a longer passage holds a term back', () => {
    const [once, twice, often] = [1, 2, 20].map((count) => termWeight(count, 90));

    expect((twice ?? 0) - (once ?? 0)).toBeLessThan(once ?? 0);
    expect(often).toBeLessThan(2.2);
    expect(termWeight(1, 300)).toBeLessThan(once ?? 0);
  });
});

describe('queryVector', () => {
  test('keeps the weights it was given', () => {
    const { values } = queryVector(new Map([['visa', 0.5]]));

    expect(values).toEqual([0.5]);
  });
});

describe('inverseFrequency', () => {
  test.each([
    [10, 0, Math.log(22)],
    [10, 10, Math.log(1 + 0.5 / 10.5)],
    [843, 12, Math.log(1 + 831.5 / 12.5)],
  ])('of %i passages, %i with the term', (passages, holding, expected) => {
    expect(inverseFrequency(passages, holding)).toBeCloseTo(expected, 5);
  });
});

describe('fused', () => {
  test('places of both lists add up, counting from 0 with k = 60', () => {
    const scores = fused([
      ['a', 'b'],
      ['b', 'c'],
    ]);

    expect([...scores.keys()]).toEqual(['b', 'a', 'c']);
    expect(scores.get('b')).toBeCloseTo(1 / 61 + 1 / 60, 7);
    expect(scores.get('c')).toBeCloseTo(1 / 61, 7);
  });

  test('equal scores are ordered by name', () => {
    expect([...fused([['b'], ['a']]).keys()]).toEqual(['a', 'b']);
  });
});
