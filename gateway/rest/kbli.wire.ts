import type {
  KbliEdition,
  KbliEntryFragment,
  KbliMinimumFragment,
  KbliOwnershipFragment,
  KbliRiskFragment,
} from '../../schema/generated/operations.ts';

export type EditionYear = '2020' | '2025';

export const defaultEdition: EditionYear = '2025';
export const otherEdition = { '2020': '2025', '2025': '2020' } as const;
export const graphEdition = { '2020': 'KBLI_2020', '2025': 'KBLI_2025' } as const;
const editionYear = { KBLI_2020: '2020', KBLI_2025: '2025' } as const satisfies Record<
  KbliEdition,
  EditionYear
>;

/** One code as the partner routes show it: the keys of the old tables first, then what they lacked. */
export type WireKbli = {
  code: string;
  name: string;
  nameEn: string;
  description: string;
  requirements: readonly string[];
  minimumCapital: string;
  special?: string;
  edition: EditionYear;
  level: KbliEntryFragment['level'];
  risk: readonly object[];
  foreignOwnership: object;
  successors: readonly object[];
};

export function wireKbli(entry: KbliEntryFragment): WireKbli {
  const special = specialNote(entry.foreignOwnership);
  return {
    code: entry.code,
    name: entry.title,
    nameEn: entry.titleEn,
    description: titlePath(entry),
    requirements: requiredLicences(entry.risks),
    minimumCapital: minimumCapital(entry),
    ...(special === null ? {} : { special }),
    edition: editionYear[entry.edition],
    level: entry.level,
    risk: entry.risks.map(wireRisk),
    foreignOwnership: wireOwnership(entry.foreignOwnership),
    successors: entry.successors.map(wireSuccessor),
  };
}

/** From the section down. A level that only repeats the title above it is left out. */
function titlePath({ ancestors, title }: Pick<KbliEntryFragment, 'ancestors' | 'title'>): string {
  const titles = [...ancestors.map((ancestor) => ancestor.title), title];
  return titles.filter((each, index) => each !== titles[index - 1]).join(' › ');
}

/**
 * What the largest scale that OSS offers the code to must hold: a PT PMA is a large business by law. Empty where no
 * source speaks of the risk; KBLI 2020 has none, its successors do.
 */
function requiredLicences(risks: readonly KbliRiskFragment[]): readonly string[] {
  return risks.findLast(({ offeredToScale }) => offeredToScale)?.licences ?? [];
}

function minimumCapital({
  level,
  minimumInvestment,
  minimumPaidUpCapital,
}: Pick<KbliEntryFragment, 'level' | 'minimumInvestment' | 'minimumPaidUpCapital'>): string {
  if (!minimumInvestment || !minimumPaidUpCapital) {
    return level === 'SUBCLASS'
      ? 'None stated: a PT PMA cannot take this code.'
      : 'Stated for five-digit codes only.';
  }
  const sources = [...new Set([minimumPaidUpCapital.source, minimumInvestment.source])];
  return [
    `Paid-up capital ${minimumPaidUpCapital.amount.formatted}. ${explained(minimumPaidUpCapital)}`,
    `Investment ${minimumInvestment.amount.formatted}. ${explained(minimumInvestment)}`,
    `Source: ${sources.join('; ')}.`,
  ].join(' ');
}

function explained({ note }: KbliMinimumFragment): string {
  return note ?? '';
}

/** Said where a PT PMA cannot take the code, or where a rule binds it in part or on conditions. */
function specialNote({ status, availableToPtPma, notes }: KbliOwnershipFragment): string | null {
  const unrestricted = status === 'OPEN' || status === 'UNKNOWN';
  return unrestricted && availableToPtPma !== false ? null : notes.join(' ');
}

function wireRisk({
  scale,
  levels,
  licences,
  note,
  offeredToScale,
  confidence,
  source,
  asOf,
}: KbliRiskFragment) {
  return { scale, levels, licences, note, offered: offeredToScale, confidence, source, asOf };
}

function wireOwnership({ status, maxPercent, availableToPtPma, notes, rules }: KbliOwnershipFragment) {
  return {
    status,
    maxPercent,
    availableToPtPma,
    notes,
    rules: rules.map(({ fromCode, ...rule }) => ({
      ...rule,
      from: { code: fromCode.code, edition: editionYear[fromCode.edition] },
    })),
  };
}

function wireSuccessor({ relation, kbli }: KbliEntryFragment['successors'][number]) {
  const { code, edition, title, titleEn } = kbli;
  return { code, edition: editionYear[edition], name: title, nameEn: titleEn, relation };
}
