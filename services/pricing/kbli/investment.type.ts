import { SharedWithParent } from '../../shared/hints.ts';
import { DateScalar } from '../../shared/scalars.ts';
import { Field, ObjectType } from '../../shared/type-graphql.ts';
import { Money } from '../money.type.ts';
import { KbliLevel } from './kbli.enums.ts';
import type { Level } from './kbli-tables.ts';

@SharedWithParent()
@ObjectType({ description: 'A minimum that a PT PMA must meet.', simpleResolvers: true })
export class InvestmentRule {
  @Field(() => Money)
  amount!: Money;

  @Field(() => Boolean, { description: 'True when the sum must be more than the amount, not equal to it.' })
  exclusive!: boolean;

  @Field(() => KbliLevel, {
    nullable: true,
    description: 'How wide a code one amount covers; null when it is counted once per company.',
  })
  per!: Level | null;

  @Field(() => String)
  source!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day the rule came into force; null when unknown.',
  })
  asOf!: string | null;
}
