import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { silentLogger } from '../shared/testing.ts';
import { makeLastUse } from './last-use.ts';

const pauseMs = 1_000;
let written: string[][];
let fails: boolean;

beforeEach(() => {
  jest.useFakeTimers();
  written = [];
  fails = false;
});

afterEach(() => {
  jest.useRealTimers();
});

const open = () =>
  makeLastUse({
    write: async (ids) => {
      if (fails) throw new Error('no database');
      written.push([...ids]);
    },
    pauseMs,
    logger: silentLogger,
  });

describe('makeLastUse', () => {
  test('uses are written together, each key once, after a pause', async () => {
    const lastUse = open();
    for (const id of ['a', 'b', 'a']) lastUse.note(id);

    await jest.advanceTimersByTimeAsync(pauseMs - 1);
    const before = [...written];
    await jest.advanceTimersByTimeAsync(1);

    expect(before).toEqual([]);
    expect(written).toEqual([['a', 'b']]);
  });

  test('without uses nothing is written and no timer runs', async () => {
    const lastUse = open();

    lastUse.note('a');
    await jest.advanceTimersByTimeAsync(10 * pauseMs);

    expect(written).toEqual([['a']]);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('a failed write stops nothing: later uses are written', async () => {
    const lastUse = open();
    fails = true;
    lastUse.note('a');
    await jest.advanceTimersByTimeAsync(pauseMs);
    fails = false;

    lastUse.note('b');
    await jest.advanceTimersByTimeAsync(pauseMs);

    expect(written).toEqual([['b']]);
  });

  test('what is left is written at the close', async () => {
    const lastUse = open();
    lastUse.note('a');

    await lastUse.close();

    expect(written).toEqual([['a']]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
