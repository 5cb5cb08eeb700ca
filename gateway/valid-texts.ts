import { textHash } from '../services/shared/document-id.ts';
import { Refusal } from './refusal.ts';
import { validDocument } from './stages/document.check.ts';
import type { BuiltValidTexts, Supergraph } from './supergraph.ts';

/**
 * Which of some documents the graph takes.
 * @param texts by any name; one that is refused is left out, and refused again when it is asked for
 */
export function builtValidTexts(
  { sdl, publicSchema }: Supergraph,
  texts: Readonly<Record<string, string>>,
): BuiltValidTexts {
  const isValid = (text: string): boolean => {
    try {
      validDocument(publicSchema, text, false);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  };
  return { of: textHash(sdl), hashes: Object.values(texts).filter(isValid).map(textHash) };
}
