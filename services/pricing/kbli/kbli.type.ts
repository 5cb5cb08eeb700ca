import { AssumedSize, maxAgeSeconds, SharedFor, SharedWithParent } from '../../shared/hints.ts';
import { KbliEdition } from '../../shared/kbli-edition.ts';
import { Directive, Field, Float, ID, ObjectType } from '../../shared/type-graphql.ts';
import { CorrespondenceRelation, KbliLevel } from './kbli.enums.ts';
import type { Edition, Level, Relation } from './kbli-tables.ts';

@Directive('@key(fields: "edition code")')
@SharedFor(maxAgeSeconds.kbli)
@ObjectType({
  description:
    'A code of the Indonesian business classification. 146 numbers mean different things in the two editions, so the edition always goes with the code.',
  simpleResolvers: true,
})
export class KbliCode {
  @Field(() => KbliEdition)
  edition!: Edition;

  @Field(() => ID, {
    description: 'A letter for a section, two to five digits below: "I", "56", "561", "5610", "56101".',
  })
  code!: string;

  @Field(() => KbliLevel)
  level!: Level;

  @Field(() => KbliCode, { nullable: true, description: 'Null for a section.' })
  parent!: KbliCode | null;

  @AssumedSize(10)
  @Field(() => [KbliCode], { description: 'In the order of the classification; empty for a subclass.' })
  children!: readonly KbliCode[];
}

@SharedWithParent()
@ObjectType({
  description: 'A code of the other edition that the BPS conversion table names.',
  simpleResolvers: true,
})
export class KbliCorrespondence {
  @Field(() => KbliCode)
  kbli!: KbliCode;

  @Field(() => CorrespondenceRelation)
  relation!: Relation;
}

@SharedWithParent()
@ObjectType({ description: 'A code found by a search.', simpleResolvers: true })
export class KbliMatch {
  @Field(() => KbliCode)
  kbli!: KbliCode;

  @Field(() => Float, { description: 'Above 0 and at most 1; comparable within one answer only.' })
  score!: number;

  @Field(() => String, { description: 'What matched, e.g. "code", "title: Bars" or "term: scooter hire".' })
  matchedOn!: string;
}
