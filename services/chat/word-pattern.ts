/**
 * A pattern that asks for letters or numbers of any script (`\p{L}`, `\p{N}`), in two forms that judge alike. To compile all
 * 140,000 of them takes a millisecond or more a pattern, and nearly every pattern of the chat asks whether a word goes on.
 */
export type WordPattern = {
  /** As it was written. */
  source: string;
  /** The form for one text, with the flags given. What it says of another text may be wrong. */
  for(text: string): RegExp;
  test(text: string): boolean;
  exec(text: string): RegExpExecArray | null;
};

/** Letters and digits can't go on before or after a word. */
export const wordStart = '(?<![\\p{L}\\p{N}])';
export const wordEnd = '(?![\\p{L}\\p{N}])';

/** What the source says, as a whole word or several. */
export const wholeWord = (source: string) => `${wordStart}(?:${source})${wordEnd}`;

/** Letters and numbers of Latin and Cyrillic, as parts of a class. */
const familiar: Readonly<Record<string, string>> = {
  '\\p{L}': 'A-Za-zªµºÀ-ÖØ-öø-ɏЀ-ҁҊ-ԯḀ-ỿ',
  '\\p{N}': '0-9²³¹¼-¾',
};

/** Blocks that hold letters or numbers which are not among those. In all others the two forms agree on every character. */
const unfamiliar =
  /[\u0250-\u03ff\u0530-\u1dff\u1f00-\u1fff\u2070-\u209f\u20c1-\u218f\u2400-\u24ff\u2776-\u2793\u2c00-\ufe0e\ufe10-\u{1f1e5}\u{1fb00}-\u{10ffff}]/u;

/** A class, a property by itself, or any other escape. */
const tokens = /\[(?:\\.|[^\]\\])*\]|\\p\{[LN]\}|\\./gu;
const properties = /\\p\{[LN]\}/gu;

function narrowed(source: string): string {
  return source.replace(tokens, (token) => {
    const isClass = token.startsWith('[');
    const spelt = token.replace(properties, (property) => familiar[property] ?? property);
    return isClass || spelt === token ? spelt : `[${spelt}]`;
  });
}

/** @param flags with "u" among them */
export function wordPattern(source: string, flags: string): WordPattern {
  const narrow = new RegExp(narrowed(source), flags);
  let wide: RegExp | undefined;
  const formFor = (text: string): RegExp => {
    if (!unfamiliar.test(text)) return narrow;
    wide ??= new RegExp(source, flags);
    return wide;
  };
  return {
    source,
    for: formFor,
    test: (text) => formFor(text).test(text),
    exec: (text) => formFor(text).exec(text),
  };
}
