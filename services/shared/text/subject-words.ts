import { stopWords } from './stop-words.ts';
import { tokens } from './tokenise.ts';

const negators: ReadonlySet<string> = new Set(['without', 'not', 'non', 'tanpa', 'bukan', 'senza']);
const negation = 'not_';

/** The word for the absence of what a word names, or the word itself for such a word. */
export function opposite(word: string): string {
  return word.startsWith(negation) ? word.slice(negation.length) : `${negation}${word}`;
}

/** The word without its mark of absence, and the mark. */
export function negationOf(word: string): { mark: string; bare: string } {
  return word.startsWith(negation)
    ? { mark: negation, bare: word.slice(negation.length) }
    : { mark: '', bare: word };
}

/** "without crew" is one word of its own: read apart, it would find what has a crew. */
function withNegations(words: string[]): string[] {
  if (!words.some((word) => negators.has(word))) return words;
  const result: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    let next = at + 1;
    if (negators.has(word)) while (next < words.length - 1 && stopWords.has(words[next] ?? '')) next += 1;
    const negated = negators.has(word) ? words[next] : undefined;
    result.push(negated === undefined ? word : opposite(negated));
    if (negated !== undefined) at = next;
  }
  return result;
}

/**
 * The words of a text that name its subject, in order, each once: stop words are left out, absences are marked.
 * @returns all words when every one is a stop word; empty for a text without words
 */
export function subjectWords(text: string): string[] {
  const all = [...new Set(withNegations(tokens(text)))];
  const telling = all.filter((word) => !stopWords.has(word));
  return telling.length > 0 ? telling : all;
}
