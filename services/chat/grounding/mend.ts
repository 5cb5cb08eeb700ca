import type { Verdict } from './verdict.ts';

/** Stands where a figure was left out. */
export const gap = '…';

const rangeLink = '\\s*(?:[-–—/]|to|or|until|sampai(?: dengan)?|hingga|atau|a|o|oppure|fino a)\\s*';
const gapRange = new RegExp(`${gap}(?:${rangeLink}${gap})+`, 'giu');
const onlyLink = new RegExp(`^${rangeLink}$`, 'iu');

/**
 * A sentence without the unsupported figures that a reader could take for a price; other unsupported ones are marked.
 * @param shown how much of the text stands before the reader already; it is not touched
 * @param mark behind a figure that stays, e.g. "(not confirmed)"; once for the two ends of a range
 */
export function mended(
  text: string,
  verdicts: readonly Verdict[],
  shown: number,
  mark: string,
): { text: string; leftOut: boolean } {
  let done = '';
  let position = 0;
  let leftOut = false;
  for (const [index, { figure, support, priceLike }] of verdicts.entries()) {
    if (support !== null) continue;
    if (priceLike) {
      const start = Math.max(figure.start, shown, position);
      done += `${text.slice(position, start)}${start < figure.end ? gap : ''}`;
      position = Math.max(start, figure.end);
      leftOut = true;
      continue;
    }
    const next = verdicts[index + 1];
    const isRange =
      next?.support === null && !next.priceLike && onlyLink.test(text.slice(figure.end, next.figure.start));
    if (isRange) continue;
    // Behind the signs that close bold type or code, and never inside what is shown
    const close = /^[*_`]*/.exec(text.slice(figure.end))?.[0].length ?? 0;
    const end = Math.max(figure.end + close, shown, position);
    done += `${text.slice(position, end)} ${mark}`;
    position = end;
  }
  const whole = done + text.slice(position);
  return { text: whole.slice(0, shown) + whole.slice(shown).replace(gapRange, gap), leftOut };
}

/** A rewritten sentence put behind what the reader has seen of the first one. */
export function continued(shown: string, lead: string, rewritten: string): string {
  const whole = lead + rewritten;
  if (whole.startsWith(shown)) return whole;
  const bold = (shown.match(/\*\*/g)?.length ?? 0) % 2 === 1 ? '**' : '';
  return `${shown.trimEnd()}${bold}${gap} ${rewritten}`;
}
