import type { Vocabulary } from './search-vocabulary.ts';

/** One way to read a query, and how far it is from what was typed: 1 for as typed. */
export type Variant = { words: string[]; trust: number };

const shortestPart = 3;
const mostVariants = 8;
const mostCorrections = 3;
const trustOfSplit = 0.95;
const trustOfBareSubject = 0.95;
const trustOfMistakes = [1, 0.9, 0.75, 0.6] as const;
const trustOfCompletion = 0.8;

const replaced = (words: string[], at: number, length: number, by: string[]): string[] => [
  ...words.slice(0, at),
  ...by,
  ...words.slice(at + length),
];

/** Words for a firm, and for where it is: they seldom say what it does. */
const asideWords: ReadonlySet<string> = new Set(
  (
    'business businesses company companies firm firms usaha bisnis perusahaan impresa imprese azienda aziende ditta ditte ' +
    'pt cv pma indonesia indonesian indonesiana indonesiano bali balinese jakarta lombok denpasar badung gianyar tabanan ' +
    'ubud canggu seminyak kuta legian sanur uluwatu jimbaran pererenan berawa kerobokan amed lovina singaraja'
  ).split(' '),
);

/** "cleaning company in Bali", "usaha laundry" and "impresa di pulizie"; "business school" is its own thing too. */
function bareSubject(words: string[]): Variant[] {
  const subject = words.filter((word) => !asideWords.has(word));
  return subject.length === 0 || subject.length === words.length
    ? []
    : [{ words: subject, trust: trustOfBareSubject }];
}

/** "guest house" is also "guesthouse". */
function joined(words: string[], { knows }: Vocabulary): Variant[] {
  return words.flatMap((word, at) => {
    const next = words[at + 1];
    return next !== undefined && knows(word + next)
      ? [{ words: replaced(words, at, 2, [word + next]), trust: 1 }]
      : [];
  });
}

/** "coffeeshop" is also "coffee shop". */
function split(words: string[], { knows }: Vocabulary): Variant[] {
  return words.flatMap((word, at) => {
    if (knows(word)) return [];
    for (let cut = shortestPart; cut <= word.length - shortestPart; cut += 1) {
      const parts = [word.slice(0, cut), word.slice(cut)];
      if (parts.every(knows)) return [{ words: replaced(words, at, 1, parts), trust: trustOfSplit }];
    }
    return [];
  });
}

type Guess = { word: string; trust: number };

/** What a word that no table knows may stand for: its nearest corrections, else words that begin like it. */
function guesses(word: string, { knows, speller, completions }: Vocabulary): Guess[] {
  if (knows(word)) return [];
  const corrections = speller(word);
  const nearest = corrections.filter(({ distance }) => distance === corrections[0]?.distance);
  return nearest.length > 0
    ? nearest.slice(0, mostCorrections).map(({ word: correction, distance }) => ({
        word: correction,
        trust: trustOfMistakes[distance] ?? 0,
      }))
    : completions(word).map((completion) => ({ word: completion, trust: trustOfCompletion }));
}

/** All unknown words by what they likeliest stand for, and then each by its other guesses. */
function corrected(words: string[], vocabulary: Vocabulary): Variant[] {
  const unknown = words.map((word) => guesses(word, vocabulary));
  if (unknown.every(({ length }) => length === 0)) return [];
  const likeliest = words.map((word, at) => unknown[at]?.[0]?.word ?? word);
  const trust = unknown.reduce((product, [best]) => product * (best?.trust ?? 1), 1);
  const others = unknown.flatMap((alternatives, at) =>
    alternatives.slice(1).map(({ word }) => ({ words: replaced(likeliest, at, 1, [word]), trust })),
  );
  return [{ words: likeliest, trust }, ...others];
}

/** The ways to read a query, the words as typed first. */
export function queryVariants(words: string[], vocabulary: Vocabulary): Variant[] {
  const variants = [{ words, trust: 1 }, ...bareSubject(words)].flatMap((typed) =>
    [
      { words: typed.words, trust: 1 },
      ...joined(typed.words, vocabulary),
      ...split(typed.words, vocabulary),
      ...corrected(typed.words, vocabulary),
    ].map((variant) => ({ words: variant.words, trust: variant.trust * typed.trust })),
  );
  return variants.slice(0, mostVariants);
}
