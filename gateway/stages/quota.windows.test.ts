import { describe, expect, test } from '@jest/globals';
import { makeWindows } from './quota.windows.ts';

const allowance = { limit: 10, windowSeconds: 60 };

function atTime(mostCounters?: number) {
  const time = { now: 1_700_000_000_000 };
  const windows = makeWindows({ now: () => time.now, mostCounters });
  const usedBy = (name: string) => windows.take(name, 0, allowance).used;
  return { time, windows, usedBy };
}

describe('windows', () => {
  test('with room for two counters the oldest gives way to a third', () => {
    const { windows, usedBy } = atTime(2);

    for (const name of ['a', 'b', 'c']) windows.take(name, 1, allowance);

    expect(['a', 'b', 'c'].map(usedBy)).toEqual([0, 1, 1]);
  });

  test('those that have ended make room before any that runs', () => {
    const { time, windows, usedBy } = atTime(2);
    windows.take('old', 1, allowance);
    time.now += 60_000;

    for (const name of ['a', 'b']) windows.take(name, 1, allowance);

    expect(['a', 'b'].map(usedBy)).toEqual([1, 1]);
  });

  test('units that are given back can be taken again, but never more than were taken', () => {
    const { windows, usedBy } = atTime();
    windows.take('a', 3, allowance);

    windows.giveBack('a', 2);
    windows.giveBack('b', 2);

    expect(usedBy('a')).toBe(1);
    windows.giveBack('a', 5);
    expect(['a', 'b'].map(usedBy)).toEqual([0, 0]);
  });

  test('a counter that begins anew is young again', () => {
    const { time, windows, usedBy } = atTime(2);
    windows.take('a', 1, allowance);
    time.now += 30_000;
    windows.take('b', 1, allowance);
    time.now += 30_000;

    windows.take('a', 1, allowance);
    windows.take('c', 1, allowance);

    expect(['a', 'b', 'c'].map(usedBy)).toEqual([1, 0, 1]);
  });
});
