import type { CodeRow, Edition, KbliTables } from './kbli-tables.ts';
import { levels } from './kbli-tables.ts';

const keyOf = (edition: Edition, code: string): string => `${edition} ${code}`;

function treeFaults(codes: CodeRow[], byKey: Map<string, CodeRow>): string[] {
  return codes.flatMap((row) => {
    const key = keyOf(row.edition, row.code);
    if (row.level === 'SECTION') return row.parentCode === null ? [] : [`section ${key} has a parent`];
    const parent = row.parentCode === null ? undefined : byKey.get(keyOf(row.edition, row.parentCode));
    if (!parent) return [`${key} has no parent`];
    const isStepBelow = levels.indexOf(parent.level) === levels.indexOf(row.level) - 1;
    return isStepBelow ? [] : [`${key} does not stand one level below ${parent.code}`];
  });
}

function termFaults(codes: CodeRow[]): string[] {
  return codes
    .filter(
      ({ level, terms }) => level === 'SUBCLASS' && Object.values(terms).some(({ length }) => length === 0),
    )
    .map(({ edition, code }) => `${keyOf(edition, code)} lacks search terms in a language`);
}

/**
 * What is wrong between rows that are each well formed: codes standing twice, a broken tree, pairs or rules of codes
 * that do not exist, subclasses that the correspondence leaves out or nobody can find by a word.
 * @returns one line a fault; empty for sound tables
 */
export function kbliFaults({ codes, correspondence, risks, ownership }: KbliTables): string[] {
  const byKey = new Map(codes.map((row) => [keyOf(row.edition, row.code), row]));
  const isSubclass = (edition: Edition, code: string): boolean =>
    byKey.get(keyOf(edition, code))?.level === 'SUBCLASS';
  const faults = byKey.size === codes.length ? [] : ['a code stands twice'];
  faults.push(...treeFaults(codes, byKey), ...termFaults(codes));

  const paired = new Set<string>();
  for (const { code2020, code2025 } of correspondence) {
    for (const [edition, code] of [
      ['KBLI_2020', code2020],
      ['KBLI_2025', code2025],
    ] as const) {
      if (!isSubclass(edition, code))
        faults.push(`a pair names ${keyOf(edition, code)}, which does not exist`);
      paired.add(keyOf(edition, code));
    }
  }
  for (const { edition, code, level } of codes) {
    if (level === 'SUBCLASS' && !paired.has(keyOf(edition, code))) {
      faults.push(`${keyOf(edition, code)} stands in no pair`);
    }
  }

  const seenRisks = new Set<string>();
  for (const { code, scale, levels: riskLevels, offeredToScale } of risks) {
    if (!isSubclass('KBLI_2025', code)) faults.push(`a risk names ${code}, which does not exist`);
    if (seenRisks.has(`${code} ${scale}`)) faults.push(`the risk of ${code} for ${scale} stands twice`);
    if (offeredToScale !== riskLevels.length > 0)
      faults.push(`the risk of ${code} for ${scale} contradicts itself`);
    seenRisks.add(`${code} ${scale}`);
  }
  for (const { edition, code, wholeCode, scope } of ownership) {
    if (!isSubclass(edition, code)) faults.push(`a rule names ${keyOf(edition, code)}, which does not exist`);
    if (!wholeCode && scope === null) faults.push(`a rule on part of ${keyOf(edition, code)} names no field`);
  }
  return faults;
}
