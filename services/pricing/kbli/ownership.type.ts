import { AssumedSize, SharedWithParent } from '../../shared/hints.ts';
import { DateScalar } from '../../shared/scalars.ts';
import { Field, Float, ObjectType } from '../../shared/type-graphql.ts';
import { Confidence, OwnershipRuleKind, OwnershipStatus } from './kbli.enums.ts';
import { KbliCode } from './kbli.type.ts';
import type { Confidence as ConfidenceName, RuleKind } from './kbli-tables.ts';
import type { OwnershipStatus as StatusName } from './ownership.ts';

@SharedWithParent()
@ObjectType({ description: 'One rule on foreign ownership.', simpleResolvers: true })
export class OwnershipRule {
  @Field(() => OwnershipRuleKind)
  kind!: RuleKind;

  @Field(() => Boolean, {
    description:
      'False when it binds a named field or perhaps only a part of the code (Perpres 10/2021 Articles 5(5), 6(3)).',
  })
  wholeCode!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'ISO 3166-2 of the region that it binds; null for all of Indonesia.',
  })
  region!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Highest foreign share; null when the rule states none.',
  })
  maxPercent!: number | null;

  @Field(() => KbliCode, { description: 'The code that the source names.' })
  fromCode!: KbliCode;

  @Field(() => Boolean, {
    description:
      'True when a rule on a KBLI 2020 code was carried here over the conversion table, which has no legal force.',
  })
  inferred!: boolean;

  @Field(() => Confidence)
  confidence!: ConfidenceName;

  @Field(() => String)
  source!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day the source speaks of; null when unknown.' })
  asOf!: string | null;
}

@SharedWithParent()
@ObjectType({ description: 'What foreign investors may hold.', simpleResolvers: true })
export class ForeignOwnership {
  @Field(() => OwnershipStatus)
  status!: StatusName;

  @Field(() => Float, {
    nullable: true,
    description:
      'Highest foreign share in percent that a rule on the whole code states; null when none does.',
  })
  maxPercent!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a PT PMA can take the code: false when it is barred or when OSS does not offer the code to large businesses; null when it depends on field or place, or is not known.',
  })
  availableToPtPma!: boolean | null;

  @AssumedSize(3)
  @Field(() => [OwnershipRule], { description: "The code's own rules first, then inferred ones." })
  rules!: OwnershipRule[];
}
