import { describe, expect, test } from '@jest/globals';
import { pauseMs } from './redis.ts';

const longest = () => 0.999_999;
const shortest = () => 0;

describe('pauseMs', () => {
  test('each pause is twice the one before, up to two seconds', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 50, 5_000].map((attempt) => pauseMs(attempt, longest));

    expect(pauses).toEqual([50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]);
  });

  test('machines that fail together come back apart', () => {
    expect(pauseMs(7, shortest)).toBe(1_000);
    expect(pauseMs(7, longest)).toBe(2_000);
  });
});
