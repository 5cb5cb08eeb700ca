import { describe, expect, test } from '@jest/globals';
import { amountsIn, formatted, rupiah, sum, times } from './money.ts';

describe('rupiah', () => {
  test.each([1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -1n, 2n ** 53n])(
    '%p is refused',
    (amount) => {
      expect(() => rupiah(amount)).toThrow(RangeError);
    },
  );

  test.each([0, 1, 2_300_000, Number.MAX_SAFE_INTEGER])('%p is kept exactly', (amount) => {
    expect(rupiah(amount)).toBe(BigInt(amount));
  });
});

describe('arithmetic', () => {
  test('a quantity multiplies the unit price', () => {
    expect(times(rupiah(2_300_000), 3)).toBe(6_900_000n);
  });

  test('a fraction of a unit is refused', () => {
    expect(() => times(rupiah(100), 0.5)).toThrow(RangeError);
  });

  test('a product past 2^53 is refused, not rounded', () => {
    expect(() => times(rupiah(Number.MAX_SAFE_INTEGER), 2)).toThrow(RangeError);
  });

  test('the sum of nothing is zero', () => {
    expect(sum([])).toBe(0n);
  });

  test('a sum adds every amount', () => {
    expect(sum([rupiah(12_500_000), rupiah(1_000_000), rupiah(2_000_000)])).toBe(15_500_000n);
  });
});

describe('formatted', () => {
  test.each([
    [0, '0 IDR'],
    [999, '999 IDR'],
    [1_000, '1.000 IDR'],
    [2_300_000, '2.300.000 IDR'],
    [10_000_000, '10.000.000 IDR'],
    [Number.MAX_SAFE_INTEGER, '9.007.199.254.740.991 IDR'],
  ])('%d is written %s', (amount, text) => {
    expect(formatted(rupiah(amount))).toBe(text);
  });
});

describe('amountsIn', () => {
  test.each([
    ['Starting from 20.000.000 IDR', [20_000_000n]],
    ['1.500.000 IDR per company (min 2 people)', [1_500_000n]],
    ['Contact for quote', []],
    ['999 IDR or 1.000 IDR', [999n, 1_000n]],
    ['1234.567 IDR', []],
  ])('reads %p', (text, amounts) => {
    expect(amountsIn(text)).toEqual(amounts);
  });
});
