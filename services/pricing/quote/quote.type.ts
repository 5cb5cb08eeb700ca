import { AssumedSize, SharedWithParent } from '../../shared/hints.ts';
import {
  createUnionType,
  Field,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from '../../shared/type-graphql.ts';
import { PriceOption } from '../catalogue/service.type.ts';
import { QuoteProblemCode } from './quote.ts';

registerEnumType(QuoteProblemCode, {
  name: 'QuoteProblemCode',
  description: 'Why a line can not be quoted.',
  valuesConfig: {
    UNKNOWN_SERVICE: { description: 'No service has this code or alias.' },
    UNKNOWN_OPTION: { description: 'The service has no option of this key.' },
    OPTION_REQUIRED: { description: 'The service has several options, so one must be named.' },
    BAD_QUANTITY: { description: 'Not a whole number from 1 to 1,000.' },
  },
});

@InputType()
export class QuoteLineInput {
  @Field(() => ID, { description: 'Code or alias of the service, in any case.' })
  serviceCode!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Key of an option or of an extension price; may be left out when the service has one initial price.',
  })
  optionKey?: string | null;

  @Field(() => Int, { defaultValue: 1, description: 'From 1 to 1,000.' })
  quantity!: number;
}

@InputType()
export class QuoteInput {
  @Field(() => [QuoteLineInput], { description: 'From 1 to 50 lines.' })
  lines!: QuoteLineInput[];
}

@SharedWithParent()
@ObjectType({ description: 'One item of a quote or package.', simpleResolvers: true })
export class QuoteLine {
  @Field(() => ID)
  serviceCode!: string;

  @Field(() => PriceOption, {
    nullable: true,
    description: 'As it was when quoted; null when the price is on request.',
  })
  option!: PriceOption | null;

  @Field(() => Int)
  quantity!: number;
}

@ObjectType({ description: 'Prices of several services together.', simpleResolvers: true })
export class Quote {
  @Field(() => ID, {
    nullable: true,
    description: 'Null until saved. 128 random bits: whoever holds it can read the quote.',
  })
  id!: string | null;

  @AssumedSize(10)
  @Field(() => [QuoteLine], { description: 'In the order asked.' })
  lines!: QuoteLine[];

  @Field(() => Boolean, {
    description: 'True when a line is STARTING_FROM or ON_REQUEST: the real price is higher.',
  })
  isFloor!: boolean;

  @Field(() => Date)
  issuedAt!: Date;

  @Field(() => Date, {
    description: "End of a day in Bali (UTC+8); never past the price list's next change.",
  })
  validUntil!: Date;
}

@SharedWithParent()
@ObjectType({ description: 'One reason why a line was refused.', simpleResolvers: true })
export class QuoteProblem {
  @Field(() => Int, { description: 'Which line, counted from 0.' })
  lineIndex!: number;

  @Field(() => QuoteProblemCode)
  code!: QuoteProblemCode;

  @Field(() => String, { description: 'For a person to read, in English.' })
  message!: string;
}

@ObjectType({
  description: 'A quote that can not be given, with every problem of every line.',
  simpleResolvers: true,
})
export class QuoteRefusal {
  @AssumedSize(10)
  @Field(() => [QuoteProblem])
  problems!: QuoteProblem[];
}

export const QuoteResult = createUnionType({
  name: 'QuoteResult',
  description: 'A quote, or why there is none.',
  types: () => [Quote, QuoteRefusal] as const,
  resolveType: (value) => ('problems' in value ? QuoteRefusal : Quote),
});
