import type { Kbli, KbliNode } from './kbli.ts';
import type { Edition } from './kbli-tables.ts';

/** "KBLI 56101", "5610x", "56.10", "56*", "I"; the words around the code are left for the search by words. */
const codeInQuery =
  /^(?:(?:kbli|kode|code|codice)\s*)*(\d{2,5}|\d{2}\.\d{1,3}|[a-v])(?:x+|\*+)?(?![\p{L}\p{N}.])(.*)$/isu;

export type CodeQuery = { digits: string; rest: string };

/** The code that a query begins with; null when it begins with words. A letter counts only when it stands alone. */
export function codeQuery(query: string): CodeQuery | null {
  const match = codeInQuery.exec(query.trim());
  const digits = match?.[1]?.replace('.', '').toUpperCase();
  if (!match || digits === undefined) return null;
  const rest = (match[2] ?? '').trim();
  return /[A-V]/.test(digits) && rest !== '' ? null : { digits, rest };
}

export type CodeMatch = { kbli: KbliNode; matchedOn: string };

const otherEdition: Record<Edition, Edition> = { KBLI_2020: 'KBLI_2025', KBLI_2025: 'KBLI_2020' };

function subclassesBelow(node: KbliNode): KbliNode[] {
  return node.children.flatMap((child) => (child.level === 'SUBCLASS' ? [child] : subclassesBelow(child)));
}

/**
 * The code itself and the subclasses below it. A code that only the other edition has gives its counterparts;
 * one that no edition has gives what stands below its longest known beginning.
 */
export function matchesOfCode(kbli: Kbli, edition: Edition, digits: string): CodeMatch[] {
  const node = kbli.find(edition, digits);
  if (node) {
    return [
      { kbli: node, matchedOn: 'code' },
      ...subclassesBelow(node).map((below) => ({ kbli: below, matchedOn: `code: ${digits}` })),
    ];
  }
  const other = kbli.find(otherEdition[edition], digits);
  if (other && other.counterparts.length > 0) {
    const matchedOn = `code: ${digits} of ${other.edition.replace('_', ' ')}`;
    return other.counterparts.map(({ kbli: counterpart }) => ({ kbli: counterpart, matchedOn }));
  }
  return digits.length > 2 ? matchesOfCode(kbli, edition, digits.slice(0, -1)) : [];
}
