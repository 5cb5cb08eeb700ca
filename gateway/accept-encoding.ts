import { type Coding, codings, isAvailable } from './coding.ts';

const available = codings.filter(isAvailable);
const known = new Map<string, Coding | null>();
const mostKnown = 200;

/**
 * The content coding that a client likes best of ours; where it likes several alike, the one that we prefer.
 * @returns null for none: the body goes as it is. A "*" is not taken for a wish
 * @see RFC 9110 (June 2022), section 12.5.3
 */
export function acceptedCoding(header: string | string[] | undefined): Coding | null {
  if (typeof header !== 'string') return null;
  const read = known.get(header);
  if (read !== undefined) return read;
  const coding = readCoding(header);
  // Clients send a handful of these; one that makes up new ones must not fill the memory.
  if (known.size < mostKnown) known.set(header, coding);
  return coding;
}

function readCoding(header: string): Coding | null {
  const weights = new Map<string, number>();
  for (const wish of header.toLowerCase().replaceAll(/\s/g, '').split(',')) {
    const [name = '', ...parameters] = wish.split(';');
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    weights.set(name, Number(weight) || 0);
  }
  const weightOf = (coding: Coding) => weights.get(coding) ?? 0;
  const [best] = available.toSorted((a, b) => weightOf(b) - weightOf(a));
  return best && weightOf(best) > 0 ? best : null;
}
