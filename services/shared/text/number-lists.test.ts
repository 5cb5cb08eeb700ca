import { describe, expect, test } from '@jest/globals';
import { inverted, listAt, makeNumberLists, type NumberLists } from './number-lists.ts';

function listsOf(lists: number[][]): NumberLists {
  const making = makeNumberLists();
  for (const list of lists) {
    list.forEach(making.add);
    making.endList();
  }
  return making.made();
}

describe('makeNumberLists', () => {
  test('each list is read as it was written, an empty one too', () => {
    const lists = listsOf([[3, 1], [], [2]]);

    expect([0, 1, 2].map((list) => [...listAt(lists, list)])).toEqual([[3, 1], [], [2]]);
  });

  test('a list that does not exist is empty', () => {
    expect([...listAt(listsOf([[1]]), 5), ...listAt(listsOf([[1]]), -1)]).toEqual([]);
  });
});

describe('inverted', () => {
  test('each number has its lists in order, a list counted once', () => {
    const holders = inverted(4, listsOf([[0, 2, 0], [], [2, 0], [3]]));

    expect([0, 1, 2, 3].map((key) => [...listAt(holders, key)])).toEqual([[0, 2], [], [0, 2], [3]]);
  });

  test('no lists hold nothing', () => {
    expect([...listAt(inverted(1, listsOf([])), 0)]).toEqual([]);
  });
});
