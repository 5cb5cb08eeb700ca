import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { Language } from '../../shared/language.ts';
import { projectPath } from '../../shared/project-root.ts';
import { tokens } from '../../shared/text/tokenise.ts';
import { allLanguages, stemTerm } from './analysis.ts';

const phrases = z
  .string()
  .transform((cell) => cell.split('|').map((phrase) => phrase.trim()))
  .pipe(z.array(z.string().min(1, 'has an empty phrase')));
const row = z.strictObject({ concept: z.string().min(1), en: phrases, id: phrases, it: phrases });

/** One thing of this field and what people call it in each language, the usual name first. */
export type Concept = { name: string; phrases: Record<Language, string[]> };

/** A concept that a text names, and which of its words do so. */
export type Mention = { concept: Concept; from: number; to: number };

export type Glossary = {
  concepts: readonly Concept[];
  /**
   * The concepts that words name in any language, longest phrases first taken; inflected words count.
   * @param words all words of the text in order, stop words included
   */
  mentions(words: readonly string[]): Mention[];
};

/** Longer phrases are not asked in one piece. */
const longestPhrase = 6;

const keyOf = (words: readonly string[], language: Language): string =>
  words.map((word) => stemTerm(word, language) ?? word).join(' ');

export function makeGlossary(concepts: readonly Concept[]): Glossary {
  const byPhrase = new Map<string, Concept[]>();
  for (const concept of concepts) {
    for (const language of allLanguages) {
      for (const key of new Set(concept.phrases[language].map((phrase) => keyOf(tokens(phrase), language)))) {
        byPhrase.set(key, [...(byPhrase.get(key) ?? []), concept]);
      }
    }
  }
  const mentionsIn = (words: readonly string[], language: Language): Mention[] => {
    const stems = words.map((word) => stemTerm(word, language) ?? word);
    const found: Mention[] = [];
    for (let from = 0; from < stems.length; ) {
      let taken = 1;
      for (let length = Math.min(longestPhrase, stems.length - from); length > 0; length -= 1) {
        const named = byPhrase.get(stems.slice(from, from + length).join(' '));
        if (named === undefined) continue;
        found.push(...named.map((concept) => ({ concept, from, to: from + length })));
        taken = length;
        break;
      }
      from += taken;
    }
    return found;
  };
  return {
    concepts,
    mentions(words) {
      const all = allLanguages.flatMap((language) => mentionsIn(words, language));
      const distinct = new Map(all.map((mention) => [`${mention.concept.name} ${mention.from}`, mention]));
      return [...distinct.values()];
    },
  };
}

/**
 * Reads the glossary's table: one concept a line, its phrases in each language joined by a bar.
 * @throws Error naming the line that is wrong
 */
export function glossaryFrom(csv: string): Glossary {
  const rows: unknown[] = parse(csv, { columns: true, skip_empty_lines: true });
  const concepts = rows.map((each, at): Concept => {
    const read = row.safeParse(each);
    if (!read.success) throw new Error(`glossary line ${at + 2}: ${z.prettifyError(read.error)}`);
    const { concept, en, id, it } = read.data;
    return { name: concept, phrases: { EN: en, ID: id, IT: it } };
  });
  const names = new Set(concepts.map(({ name }) => name));
  if (names.size < concepts.length) throw new Error('glossary: a concept stands there twice');
  return makeGlossary(concepts);
}

export async function readGlossary(): Promise<Glossary> {
  return glossaryFrom(await readFile(projectPath('services', 'chat', 'retrieval', 'glossary.csv'), 'utf8'));
}
