import { SharedWithParent } from '../../shared/hints.ts';
import { DateScalar } from '../../shared/scalars.ts';
import { Field, ObjectType } from '../../shared/type-graphql.ts';
import { BusinessScale, Confidence, RiskLevel } from './kbli.enums.ts';
import type { Confidence as ConfidenceName, RiskLevel as RiskLevelName, Scale } from './kbli-tables.ts';

@SharedWithParent()
@ObjectType({
  description: 'Risk of a KBLI 2025 code for businesses of one scale, and what it requires.',
  simpleResolvers: true,
})
export class RiskAssessment {
  @Field(() => BusinessScale)
  scale!: Scale;

  @Field(() => [RiskLevel], {
    description:
      'Lowest first; several when the level depends on the scope of the activity. Empty when not offered.',
  })
  levels!: RiskLevelName[];

  @Field(() => [String], {
    description:
      'What the levels themselves require (PP 5/2021, PP 28/2025); permits of the sector come on top.',
  })
  licences!: string[];

  @Field(() => [String], {
    description:
      'Licence types that the source lists for the code, whatever the scale or scope they are for.',
  })
  listedLicences!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'How the level depends on the scope, in the words of the source; null when it does not.',
  })
  note!: string | null;

  @Field(() => Boolean, {
    description: 'False when OSS does not offer the code to this scale. LARGE false keeps a PT PMA out.',
  })
  offeredToScale!: boolean;

  @Field(() => Confidence)
  confidence!: ConfidenceName;

  @Field(() => String)
  source!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day the source speaks of; null when unknown.' })
  asOf!: string | null;
}
