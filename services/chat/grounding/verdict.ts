import type { Language } from '../../shared/language.ts';
import type { Evidence, Support } from './evidence.ts';
import type { Figure, ServiceCodes } from './figure.ts';
import { figuresIn } from './figures.ts';
import { sentencesOf } from './sentences.ts';
import { type Statement, speaksOfMoney } from './standing.ts';

export type Verdict = { figure: Figure; support: Support | null; priceLike: boolean };

/** Numbers up to here without a unit count the answer's own parts, unless money is spoken of. */
const largestCount = 12;

/** What may stand for a price or for the way to pay: left out when no source holds it, never only marked. */
function isPriceLike(figure: Figure, statement: Statement): boolean {
  if (figure.kind === 'AMOUNT') return true;
  if (figure.kind !== 'NUMBER') return false;
  return /(?: %|^tel |^id |^unreadable )/.test(figure.normal)
    ? true
    : figure.bare && speaksOfMoney(statement);
}

function isCount(figure: Figure, statement: Statement): boolean {
  if (!figure.bare || !/^\d+$/.test(figure.normal) || Number(figure.normal) > largestCount) return false;
  return !statement.figures.some(({ kind }) => kind === 'AMOUNT');
}

/**
 * Checks every figure of a text against the evidence.
 * @param text one sentence, or the few that stand for one after rewriting; offsets of the figures are into it
 * @returns in order; empty when there is nothing to check
 */
export function verdictsOn(
  text: string,
  place: { before: string; listed: boolean },
  grounds: { evidence: Evidence; language: Language; codes: ServiceCodes },
): Verdict[] {
  const found: Verdict[] = [];
  let offset = 0;
  let before = place.before;
  for (const sentence of sentencesOf(text)) {
    const figures = figuresIn(sentence, grounds.language, grounds.codes);
    const statement: Statement = { text: sentence, before, listed: place.listed, figures };
    for (const figure of figures) {
      const support = grounds.evidence.supportOf(figure, statement);
      if (support === null && isCount(figure, statement)) continue;
      const moved = { ...figure, start: figure.start + offset, end: figure.end + offset };
      found.push({ figure: moved, support, priceLike: isPriceLike(figure, statement) });
    }
    offset += sentence.length;
    if (!place.listed) before = sentence.trim();
  }
  return found;
}

export function unsupportedOf(verdicts: readonly Verdict[]): string[] {
  return verdicts.flatMap(({ figure, support }) => (support === null ? figure.text : []));
}
