import { inverted, listAt, makeNumberLists } from './number-lists.ts';

/** An inverted list: for each key the numbers of the entries that hold it, ascending. */
export type Postings = {
  /** The key's number, for `entriesOf`; undefined for a key that nothing holds. */
  keyOf(key: string): number | undefined;
  /** A view, not a copy. */
  entriesOf(key: number): Uint32Array;
  readonly keys: number;
  readonly entries: number;
  allKeys(): IterableIterator<string>;
};

/** @param entries the keys of each entry; a key that stands twice in an entry counts once */
export function makePostings(entries: Iterable<Iterable<string>>): Postings {
  const numbers = new Map<string, number>();
  const numbered = makeNumberLists();
  let count = 0;
  for (const keys of entries) {
    for (const key of keys) {
      const number = numbers.get(key) ?? numbers.size;
      if (number === numbers.size) numbers.set(key, number);
      numbered.add(number);
    }
    numbered.endList();
    count += 1;
  }
  return postingsOver(numbers, inverted(numbers.size, numbered.made()), count);
}

/** A function of its own, or the list would hold on to what it was made from. */
function postingsOver(
  numbers: ReadonlyMap<string, number>,
  holders: ReturnType<typeof inverted>,
  entries: number,
): Postings {
  return {
    keyOf: (key) => numbers.get(key),
    entriesOf: (key) => listAt(holders, key),
    keys: numbers.size,
    entries,
    allKeys: () => numbers.keys(),
  };
}
