import { registerEnumType } from '../../shared/type-graphql.ts';
import { levels, relations, riskLevels, ruleKinds, scales } from './kbli-tables.ts';
import { ownershipStatuses } from './ownership.ts';

type EnumOf<Name extends string> = { readonly [Key in Name]: Key };

/** The shape type-graphql asks for, from the domain's own list of names. */
function enumOf<Name extends string>(names: readonly Name[]): EnumOf<Name> {
  return Object.fromEntries(names.map((name) => [name, name])) as EnumOf<Name>;
}

export const KbliLevel = enumOf(levels);
export const BusinessScale = enumOf(scales);
export const RiskLevel = enumOf(riskLevels);
export const OwnershipStatus = enumOf(ownershipStatuses);
export const OwnershipRuleKind = enumOf(ruleKinds);
export const CorrespondenceRelation = enumOf(relations);
export const Confidence = enumOf(['VERIFIED', 'INDICATIVE']);

registerEnumType(KbliLevel, {
  name: 'KbliLevel',
  description: 'From a section (one letter) to a subclass (five digits).',
});
registerEnumType(BusinessScale, {
  name: 'BusinessScale',
  description: 'Scale of a business by capital. A PT PMA is LARGE by law, whatever its size.',
});
registerEnumType(RiskLevel, {
  name: 'RiskLevel',
  description: 'Risk under PP 28/2025: rendah, menengah rendah, menengah tinggi, tinggi.',
});
registerEnumType(OwnershipStatus, {
  name: 'OwnershipStatus',
  description: 'What binds the whole code. A rule on a named field or a region makes it PARTLY_RESTRICTED.',
  valuesConfig: {
    OPEN: { description: 'A rule says that it is open; never concluded from the absence of one.' },
    PARTNERSHIP_MSME: { description: 'Open to foreigners, in partnership with cooperatives or MSMEs.' },
    UNKNOWN: { description: 'No rule is held. This does not mean open.' },
  },
});
registerEnumType(OwnershipRuleKind, {
  name: 'OwnershipRuleKind',
  description: 'Kinds of rule on foreign ownership.',
  valuesConfig: {
    PARTNERSHIP_MSME: { description: 'Asks for a partnership; does not bar foreigners.' },
    PRIORITY: { description: 'Gives incentives; never a restriction.' },
    REGIONAL_CLOSURE: { description: 'Closed to new PT PMA in one region only.' },
  },
});
registerEnumType(CorrespondenceRelation, {
  name: 'CorrespondenceRelation',
  description: 'How the codes of a pair relate, read KBLI 2020 to KBLI 2025.',
});
registerEnumType(Confidence, {
  name: 'Confidence',
  description: 'How sure a fact is.',
  valuesConfig: {
    VERIFIED: { description: 'Read in the official publication that is named as its source.' },
    INDICATIVE: { description: 'From a secondary list, a report, or inferred: check before relying on it.' },
  },
});
