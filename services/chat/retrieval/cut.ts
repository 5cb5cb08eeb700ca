/** A part of an article under one heading; `heading` is null for text before the first one. */
export type Section = { heading: string | null; text: string };

/** Long enough for a whole rule with its exceptions, short enough that several fit into one answer. */
export const longestPassage = 1_200;

/** Joins neighbours while they stay within the limit. */
function packed(parts: readonly string[], separator: string): string[] {
  const result: string[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    const joined = last === undefined ? part : `${last}${separator}${part}`;
    if (last !== undefined && joined.length <= longestPassage) result[result.length - 1] = joined;
    else result.push(part);
  }
  return result;
}

/** Between sentences; "art. 63" and "Rp 1.000" are not ends. */
const sentenceEnd = /(?<=[^\s.]{4}[.!?]["»)]?)\s+(?=[\p{Lu}"«(])/u;

function withinLimit(paragraph: string): string[] {
  if (paragraph.length <= longestPassage) return [paragraph];
  const lines = paragraph.split('\n');
  return lines.length > 1
    ? packed(lines.flatMap(withinLimit), '\n')
    : packed(paragraph.split(sentenceEnd), ' ');
}

/**
 * Cuts an article at its `##` headings, and long sections between paragraphs, lines or sentences.
 * @returns in the article's order; a single sentence over the limit stays whole
 */
export function sectionsOf(body: string): Section[] {
  const pieces = body.split(/^##[ \t]+(.+)$/m);
  const sections: Section[] = [];
  for (let at = 0; at < pieces.length; at += 2) {
    const heading = at === 0 ? null : (pieces[at - 1] ?? '').trim();
    const paragraphs = (pieces[at] ?? '').split(/\n\s*\n/).map((paragraph) => paragraph.trim());
    const texts = packed(paragraphs.filter(Boolean).flatMap(withinLimit), '\n\n');
    sections.push(...texts.map((text) => ({ heading, text })));
  }
  return sections;
}
