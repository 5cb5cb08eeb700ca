const suffixes = ['nya', 'kan', 'lah', 'an', 'i'];

/** What a nasal prefix swallowed, by what stands after the prefix. */
const prefixes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:me|pe)ny(?=[aeiou])/, ['s']],
  [/^(?:me|pe)ng(?=[aeiou])/, ['', 'k']],
  [/^(?:me|pe)ng(?=[^aeiou])/, ['']],
  [/^(?:me|pe)m(?=[aeiou])/, ['p', 'm']],
  [/^(?:me|pe)m(?=[^aeiou])/, ['']],
  [/^(?:me|pe)n(?=[aeiou])/, ['t', 'n']],
  [/^(?:me|pe)n(?=[^aeiou])/, ['']],
  [/^(?:per|ber|ter)/, ['', 'r']],
  [/^(?:pe|be|ke|se|di|me)/, ['']],
];
/** How all of them begin; most words do not, and one look is cheaper than nine. */
const mayHavePrefix = /^(?:[bkmpst]e|di)/;
const shortestRoot = 3;

function withoutPrefix(word: string): string[] {
  if (!mayHavePrefix.test(word)) return [];
  return prefixes.flatMap(([prefix, starts]) =>
    prefix.test(word) ? starts.map((start) => word.replace(prefix, start)) : [],
  );
}

/**
 * The roots that an Indonesian word may come from, the word itself left out: "penyewaan" gives "sewa" among others.
 * Affixes cannot be told from letters of the root without a word list, so the caller picks a root that it knows.
 * @returns without repeats; empty for a short word
 */
export function indonesianRoots(word: string): string[] {
  const bare = suffixes
    .filter((suffix) => word.endsWith(suffix))
    .map((suffix) => word.slice(0, -suffix.length));
  const roots = [...withoutPrefix(word), ...bare.flatMap(withoutPrefix), ...bare];
  return [...new Set(roots)].filter((root) => root.length >= shortestRoot);
}

/** What the words of a collection tell about its roots: plain data, which can be kept in a file. */
export type KnownRoots = {
  readonly words: ReadonlySet<string>;
  /** Roots that several of the words lead to */
  readonly shared: ReadonlySet<string>;
};

/** @param vocabulary every Indonesian word of the collection */
export function knownRoots(vocabulary: Iterable<string>): KnownRoots {
  const words = new Set(vocabulary);
  const met = new Set<string>();
  const shared = new Set<string>();
  for (const word of words) {
    for (const root of indonesianRoots(word)) (met.has(root) ? shared : met).add(root);
  }
  return { words, shared };
}

/**
 * A stemmer that knows the words of a collection: a root counts when it is one of the words, or when several of
 * them lead to it ("kerajinan" and "pengrajin" share "rajin").
 */
export function indonesianStemmer({ words, shared }: KnownRoots): (word: string) => string {
  const isRoot = (root: string): boolean => words.has(root) || shared.has(root);
  return (word) => {
    const roots = indonesianRoots(word);
    const found = roots.find((root) => root.length > shortestRoot && words.has(root)) ?? roots.find(isRoot);
    return found ?? word;
  };
}

/** @param vocabulary every Indonesian word of the collection */
export function makeIndonesianStemmer(vocabulary: Iterable<string>): (word: string) => string {
  return indonesianStemmer(knownRoots(vocabulary));
}
