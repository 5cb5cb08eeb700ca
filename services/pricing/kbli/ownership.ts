import type { LocalisedText } from '../../shared/language.ts';
import { type OwnershipRule, ownershipRules } from './carried-rules.ts';
import type { KbliNode } from './kbli.ts';
import type { RuleKind } from './kbli-tables.ts';
import { offeredToLarge } from './licences.ts';
import { ownershipNotes, statusNotes } from './ownership-notes.ts';

export const ownershipStatuses = [
  'OPEN',
  'CAPPED',
  'CONDITIONAL',
  'RESERVED_MSME',
  'PARTNERSHIP_MSME',
  'DOMESTIC_ONLY',
  'CLOSED',
  'PARTLY_RESTRICTED',
  'UNKNOWN',
] as const;
export type OwnershipStatus = (typeof ownershipStatuses)[number];

export type ForeignOwnership = {
  status: OwnershipStatus;
  /** Highest foreign share in percent that a rule on the whole code states; null where none states one. */
  maxPercent: number | null;
  /** Whether a PT PMA can take the code; null where that depends on the field or place, or is not known. */
  availableToPtPma: boolean | null;
  rules: OwnershipRule[];
  notes: LocalisedText[];
};

/** Bars before conditions, the strictest first: what a later kind allows, an earlier one forbids. */
const precedence = ['CLOSED', 'DOMESTIC_ONLY', 'RESERVED_MSME', 'CAPPED'] as const satisfies RuleKind[];

/**
 * What binds the whole code. A rule on a named field, on a region, or perhaps on a part of the code makes it
 * PARTLY_RESTRICTED, never more. A priority field is open to all investors by Perpres 10/2021 Article 3(1)(a), so a
 * code whose only rule is that one is OPEN; without any rule it is UNKNOWN, for the open default of Article 3(1)(d)
 * does not hold where a sector has its own law (Article 11(2)).
 */
export function ownershipStatus(rules: readonly OwnershipRule[]): OwnershipStatus {
  const whole = rules.filter(({ wholeCode, region }) => wholeCode && region === null);
  const binds = (kind: RuleKind): boolean => whole.some((rule) => rule.kind === kind);
  const bar = precedence.find(binds);
  if (bar) return bar;
  if (rules.some((rule) => rule.kind !== 'PRIORITY' && !whole.includes(rule))) return 'PARTLY_RESTRICTED';
  if (binds('CONDITIONAL')) return 'CONDITIONAL';
  if (binds('PARTNERSHIP_MSME')) return 'PARTNERSHIP_MSME';
  return binds('PRIORITY') ? 'OPEN' : 'UNKNOWN';
}

function maxPercentOf(status: OwnershipStatus, rules: readonly OwnershipRule[]): number | null {
  const shares = rules.flatMap(({ kind, wholeCode, maxPercent }) =>
    kind === status && wholeCode && maxPercent !== null ? [maxPercent] : [],
  );
  return shares.length === 0 ? null : Math.min(...shares);
}

function availability(status: OwnershipStatus, offered: boolean | null): boolean | null {
  if (status === 'CLOSED' || status === 'DOMESTIC_ONLY' || status === 'RESERVED_MSME') return false;
  if (offered === false) return false;
  return status === 'PARTLY_RESTRICTED' || status === 'UNKNOWN' ? null : true;
}

/** What foreign investors are told about a code. Rules are laid down for subclasses; wider codes are UNKNOWN. */
export function foreignOwnership(node: KbliNode): ForeignOwnership {
  if (node.level !== 'SUBCLASS') {
    const notes = [ownershipNotes.subclassesOnly];
    return { status: 'UNKNOWN', maxPercent: null, availableToPtPma: null, rules: [], notes };
  }
  const rules = ownershipRules(node);
  const status = ownershipStatus(rules);
  const offered = offeredToLarge(node.risks);
  const notes = [
    statusNotes[status],
    ...(offered === false ? [ownershipNotes.largeNotOffered] : []),
    ...(rules.some(({ region }) => region === 'ID-BA') ? [ownershipNotes.closedInBali] : []),
    ...(rules.some(({ narrowed }) => narrowed) ? [ownershipNotes.narrowed] : []),
    ...(rules.some(({ inferred }) => inferred) ? [ownershipNotes.inferred] : []),
  ];
  return {
    status,
    maxPercent: maxPercentOf(status, rules),
    availableToPtPma: availability(status, offered),
    rules,
    notes,
  };
}
