/** Numbers that look random and are the same in every run: mulberry32, from a seed. */
export type Seeded = { below(limit: number): number; pick<Item>(items: readonly Item[]): Item };

export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return {
    below,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
  };
}

/** A text cut at random places into pieces of 1 to `longest` UTF-16 units. */
export function pieces(text: string, { below }: Seeded, longest: number): string[] {
  const found: string[] = [];
  for (let position = 0; position < text.length; ) {
    const length = 1 + below(longest);
    found.push(text.slice(position, position + length));
    position += length;
  }
  return found;
}
