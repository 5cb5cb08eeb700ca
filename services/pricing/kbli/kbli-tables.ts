import type { LocalisedText } from '../../shared/language.ts';

export const editions = ['KBLI_2020', 'KBLI_2025'] as const;
export type Edition = (typeof editions)[number];

/** From the widest to the narrowest. */
export const levels = ['SECTION', 'DIVISION', 'GROUP', 'CLASS', 'SUBCLASS'] as const;
export type Level = (typeof levels)[number];

export const scales = ['MICRO', 'SMALL', 'MEDIUM', 'LARGE'] as const;
export type Scale = (typeof scales)[number];

/** From the lowest to the highest. */
export const riskLevels = ['LOW', 'MEDIUM_LOW', 'MEDIUM_HIGH', 'HIGH'] as const;
export type RiskLevel = (typeof riskLevels)[number];

export const relations = ['ONE_TO_ONE', 'ONE_TO_MANY', 'MANY_TO_ONE', 'MANY_TO_MANY'] as const;
export type Relation = (typeof relations)[number];

export const ruleKinds = [
  'CLOSED',
  'DOMESTIC_ONLY',
  'CAPPED',
  'RESERVED_MSME',
  'PARTNERSHIP_MSME',
  'CONDITIONAL',
  'PRIORITY',
  'REGIONAL_CLOSURE',
] as const;
export type RuleKind = (typeof ruleKinds)[number];

export type Confidence = 'VERIFIED' | 'INDICATIVE';
export type Terms = { en: string[]; id: string[]; it: string[] };

export type CodeRow = {
  edition: Edition;
  code: string;
  level: Level;
  parentCode: string | null;
  title: LocalisedText;
  /** Everyday words for it; empty above the subclasses where nobody has written any */
  terms: Terms;
};

/** `relation` reads 2020 : 2025. */
export type CorrespondenceRow = { code2020: string; code2025: string; relation: Relation };

export type RiskRow = {
  code: string;
  scale: Scale;
  levels: RiskLevel[];
  offeredToScale: boolean;
  /** What the source lists for the code beside the level's own requirement, whatever scale it applies to */
  licences: string[];
  note: string | null;
  confidence: Confidence;
  source: string;
  asOf: string | null;
};

export type OwnershipRow = {
  edition: Edition;
  code: string;
  kind: RuleKind;
  /** False when the rule names a field narrower than the code (Perpres 10/2021 Articles 5(5), 6(3)) */
  wholeCode: boolean;
  maxPercent: number | null;
  /** The named field, or a condition of the rule */
  scope: LocalisedText | null;
  region: string | null;
  confidence: Confidence;
  source: string;
  asOf: string | null;
};

/** The classification with its rules; rows stand in the order of their files, `source` is the full citation. */
export type KbliTables = {
  codes: CodeRow[];
  correspondence: CorrespondenceRow[];
  risks: RiskRow[];
  ownership: OwnershipRow[];
};
