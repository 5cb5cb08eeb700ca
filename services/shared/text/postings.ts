import { inverted, listAt, makeNumberLists, type NumberLists } from './number-lists.ts';

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

/** What an inverted list is made of: plain data, which can be kept in a file. */
export type PostingLists = {
  /** The number of each key */
  readonly numbers: ReadonlyMap<string, number>;
  /** By the key's number: the entries that hold it */
  readonly holders: NumberLists;
  readonly entries: number;
};

/** @param entries the keys of each entry; a key that stands twice in an entry counts once */
export function postingLists(entries: Iterable<Iterable<string>>): PostingLists {
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
  return { numbers, holders: inverted(numbers.size, numbered.made()), entries: count };
}

export function postingsOver({ numbers, holders, entries }: PostingLists): Postings {
  return {
    keyOf: (key) => numbers.get(key),
    entriesOf: (key) => listAt(holders, key),
    keys: numbers.size,
    entries,
    allKeys: () => numbers.keys(),
  };
}
