/** Lists of numbers, one after another in one array: a tenth of the room, and of the collector's work, of many arrays. */
export type NumberLists = {
  /** Where each list begins in `values`, and after the last where it ends. */
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
};

export type NumberListsInMaking = {
  add(value: number): void;
  /** Ends the list that the numbers so far belong to. */
  endList(): void;
  made(): NumberLists;
};

export function makeNumberLists(): NumberListsInMaking {
  const values: number[] = [];
  const starts = [0];
  return {
    add: (value) => values.push(value),
    endList: () => starts.push(values.length),
    made: () => ({ starts: new Uint32Array(starts), values: new Uint32Array(values) }),
  };
}

/** One list, as a view. */
export function listAt({ starts, values }: NumberLists, list: number): Uint32Array {
  return values.subarray(starts[list] ?? 0, starts[list + 1] ?? 0);
}

/**
 * For each number the lists that hold it, ascending.
 * @param keys all numbers are below it
 * @param lists a number that stands twice in a list counts once
 */
export function inverted(keys: number, { starts, values }: NumberLists): NumberLists {
  const ends = new Uint32Array(keys + 1);
  // The list after the last that held a number, so that 0 means none.
  const heldBy = new Uint32Array(keys);
  const eachOnce = (visit: (key: number, list: number) => void): void => {
    heldBy.fill(0);
    for (let list = 0; list + 1 < starts.length; list += 1) {
      const end = starts[list + 1] ?? 0;
      for (let at = starts[list] ?? 0; at < end; at += 1) {
        const key = values[at] ?? 0;
        if (heldBy[key] === list + 1) continue;
        heldBy[key] = list + 1;
        visit(key, list);
      }
    }
  };
  eachOnce((key) => {
    ends[key + 1] = (ends[key + 1] ?? 0) + 1;
  });
  for (let key = 0; key < keys; key += 1) ends[key + 1] = (ends[key + 1] ?? 0) + (ends[key] ?? 0);
  const free = ends.slice();
  const holders = new Uint32Array(ends[keys] ?? 0);
  eachOnce((key, list) => {
    const place = free[key] ?? 0;
    holders[place] = list;
    free[key] = place + 1;
  });
  return { starts: ends, values: holders };
}
