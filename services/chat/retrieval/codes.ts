import { KbliEdition } from '../../shared/kbli-edition.ts';
import { tokens } from '../../shared/text/tokenise.ts';
import { type Contents, kbliKey, type PassageFilter } from './passage-index.ts';

/** "E31BE" stands for E31B and E31E, "C7AB" for C7A and C7B. */
const joined = /^([A-Z]\d+)([A-Z]{2,})$/;

/** Whether a code that somebody writes means a code of the catalogue. */
function means(asked: string, code: string): boolean {
  if (asked === code) return true;
  // "E23" is what people call E23-WORKING and E23-FREELANCE.
  if (/\d/.test(asked) && code.startsWith(`${asked}-`)) return true;
  const [, stem, letters = ''] = joined.exec(code) ?? [];
  return stem !== undefined && asked.startsWith(stem) && [...letters].some((each) => asked === stem + each);
}

/** What may be one code: a word, or up to three joined as they are in "KITAP investor" and "E33 G". */
function candidates(text: string): string[] {
  const words = tokens(text).map((word) => word.toUpperCase());
  return words.flatMap((word, at) => {
    const [second, third] = [words[at + 1], words[at + 2]];
    const glued = second?.length === 1 && /^[A-Z]\d+$/.test(word) ? [word + second] : [];
    const pair = second ? [`${word}-${second}`] : [];
    return [word, ...glued, ...pair, ...(second && third ? [`${word}-${second}-${third}`] : [])];
  });
}

/**
 * The codes of services and of the classification that a question names and some passage concerns.
 * @returns one filter a code, in the question's order
 */
export function codesIn(text: string, known: Pick<Contents, 'services' | 'kbli'>): PassageFilter[] {
  const filters = new Map<string, PassageFilter>();
  for (const asked of candidates(text)) {
    const services = [...known.services].filter((code) => means(asked, code));
    if (services.length > 0) filters.set(asked, { services });
    const kbli = Object.values(KbliEdition)
      .map((edition) => ({ edition, code: asked }))
      .filter((each) => /^\d{5}$/.test(asked) && known.kbli.has(kbliKey(each)));
    if (kbli.length > 0) filters.set(asked, { kbli });
  }
  return [...filters.values()];
}
