import { type Correspondence, type KbliNode, predecessors } from './kbli.ts';
import type { OwnershipRow } from './kbli-tables.ts';

/** A rule as it stands for one code. */
export type OwnershipRule = Omit<OwnershipRow, 'edition' | 'code'> & {
  /** The code that the source names. */
  fromCode: KbliNode;
  /** True when it was carried over the conversion table, which has no legal force. */
  inferred: boolean;
  /** True when the source binds the whole of its own code, but perhaps only a part of this one. */
  narrowed: boolean;
};

function ruleOf({ edition: _edition, code: _code, ...row }: OwnershipRow, fromCode: KbliNode): OwnershipRule {
  return { ...row, fromCode, inferred: false, narrowed: false };
}

const isSplit = ({ relation }: Correspondence): boolean =>
  relation === 'ONE_TO_MANY' || relation === 'MANY_TO_MANY';

/** Whether a rule of the same kind and reach binds all of the given code. */
function bindsWhole(node: KbliNode, { kind, region }: OwnershipRow): boolean {
  return node.rules.some((rule) => rule.kind === kind && rule.wholeCode && rule.region === region);
}

/**
 * The rules on a code: those that name it, and for a KBLI 2025 code those carried from the 2020 codes it came from.
 *
 * A carried rule binds the whole 2025 code only if nothing in that code can come from elsewhere or have gone
 * elsewhere: none of its 2020 codes was split, and each of them is wholly bound by the same kind of rule. Of a split
 * code nobody but the ministry can say which part keeps the rule (air transport capped at 49 % would otherwise cap
 * space flights), so the rule is shown and counts for a part.
 * @returns the source's own rules first, then carried ones in the order of the 2020 codes
 */
export function ownershipRules(node: KbliNode): OwnershipRule[] {
  const direct = node.rules.map((row) => ruleOf(row, node));
  const origins = predecessors(node);
  const carried = origins.flatMap(({ kbli: from }) =>
    from.rules
      .filter((row) => !direct.some(({ kind, source }) => kind === row.kind && source === row.source))
      .map((row): OwnershipRule => {
        const keepsReach = origins.every((each) => !isSplit(each) && bindsWhole(each.kbli, row));
        return {
          ...ruleOf(row, from),
          wholeCode: row.wholeCode && keepsReach,
          confidence: 'INDICATIVE',
          inferred: true,
          narrowed: row.wholeCode && !keepsReach,
        };
      }),
  );
  return [...direct, ...carried];
}
