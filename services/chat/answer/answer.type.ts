import { GraphQLJSONObject } from 'graphql-scalars';
import { connectionOf } from '../../shared/connection.ts';
import { AssumedSize, SharedWithParent, Unshared } from '../../shared/hints.ts';
import { Language } from '../../shared/language.ts';
import { Field, ID, Int, ObjectType, registerEnumType } from '../../shared/type-graphql.ts';
import type { ClaimKind as ClaimName, EngineName, AnswerStatus as StatusName } from './answer.ts';
import { Citation } from './citation.type.ts';

const AnswerEngine = { ANTHROPIC: 'ANTHROPIC', EXTRACTIVE: 'EXTRACTIVE' } as const;
registerEnumType(AnswerEngine, {
  name: 'AnswerEngine',
  description: 'What writes answers.',
  valuesConfig: {
    ANTHROPIC: { description: 'A language model.' },
    EXTRACTIVE: { description: 'Composition of passages and catalogue facts, without a language model.' },
  },
});

const AnswerStatus = {
  GENERATING: 'GENERATING',
  COMPLETED: 'COMPLETED',
  STOPPED: 'STOPPED',
  INTERRUPTED: 'INTERRUPTED',
  FAILED: 'FAILED',
} as const;
registerEnumType(AnswerStatus, {
  name: 'AnswerStatus',
  description: 'How far an answer has come.',
  valuesConfig: {
    GENERATING: { description: 'Being made; its text grows.' },
    STOPPED: { description: 'Ended by its owner; the text so far is kept.' },
    INTERRUPTED: { description: 'The process that made it is gone; the text so far is kept.' },
    FAILED: { description: 'Could not be made to the end; the text so far is kept.' },
  },
});

const ClaimKind = {
  AMOUNT: 'AMOUNT',
  KBLI_CODE: 'KBLI_CODE',
  SERVICE_CODE: 'SERVICE_CODE',
  DATE: 'DATE',
  NUMBER: 'NUMBER',
} as const;
registerEnumType(ClaimKind, { name: 'ClaimKind', description: 'What kind of item was checked.' });

export { AnswerEngine };

@SharedWithParent()
@ObjectType({
  description: 'An item of the text that was checked against the sources.',
  simpleResolvers: true,
})
export class Claim {
  @Field(() => String, { description: 'As it stands in the text.' })
  text!: string;

  @Field(() => ClaimKind)
  kind!: ClaimName;

  @Field(() => Boolean, {
    description: 'False only for an item other than a price, which is marked in the text.',
  })
  supported!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The citation that holds it; null when the person said it.',
  })
  citationMarker!: number | null;
}

@SharedWithParent()
@ObjectType({ description: 'A look-up that was made for an answer.', simpleResolvers: true })
export class ToolUse {
  @Field(() => String)
  name!: string;

  @Field(() => GraphQLJSONObject)
  input!: Record<string, unknown>;

  @Field(() => Boolean)
  ok!: boolean;

  @Field(() => Int)
  durationMs!: number;
}

@SharedWithParent()
@ObjectType({ description: 'What a language model charged for.', simpleResolvers: true })
export class Usage {
  @Field(() => Int)
  inputTokens!: number;

  @Field(() => Int)
  outputTokens!: number;

  @Field(() => Int)
  cacheReadTokens!: number;
}

@SharedWithParent()
@ObjectType({ description: "A person's judgement on an answer.", simpleResolvers: true })
export class AnswerRating {
  @Field(() => Boolean)
  helpful!: boolean;

  @Field(() => String, { nullable: true })
  comment!: string | null;
}

@SharedWithParent()
@ObjectType({ description: 'Why an answer was not made to its end.', simpleResolvers: true })
export class AnswerFailure {
  @Field(() => String)
  code!: string;

  @Field(() => String, { description: "For a person to read, in the answer's language." })
  message!: string;

  @Field(() => Boolean, { description: 'Whether asking again can help.' })
  retryable!: boolean;
}

@Unshared()
@ObjectType({ description: 'An answer to a question. Visible to its owner only.', simpleResolvers: true })
export class Answer {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  conversationId!: string;

  @Field(() => String)
  question!: string;

  @Field(() => Language)
  language!: Language;

  @Field(() => AnswerStatus)
  status!: StatusName;

  @Field(() => AnswerEngine)
  engine!: EngineName;

  @Field(() => String, { nullable: true, description: 'The language model; null for EXTRACTIVE.' })
  model!: string | null;

  @Field(() => String, { description: 'The whole text so far; [1] names the citation with this marker.' })
  text!: string;

  @AssumedSize(6)
  @Field(() => [Citation], { description: 'In the order of their markers.' })
  citations!: readonly Citation[];

  @AssumedSize(10)
  @Field(() => [Claim], { description: 'Every amount, code, date and other figure of the text.' })
  claims!: readonly Claim[];

  @AssumedSize(4)
  @Field(() => [ToolUse])
  toolsUsed!: readonly ToolUse[];

  @Field(() => Usage, { nullable: true, description: 'Null without a language model.' })
  usage!: Usage | null;

  @Field(() => Int, { description: 'Sequence of its last event so far; where a subscription can resume.' })
  lastSequence!: number;

  @Field(() => ID, { nullable: true, description: 'The answer that this one was made anew from.' })
  replaces!: string | null;

  @Field(() => AnswerRating, { nullable: true })
  rating!: AnswerRating | null;

  @Field(() => AnswerFailure, { nullable: true, description: 'Null unless INTERRUPTED or FAILED.' })
  failure!: AnswerFailure | null;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'Null while GENERATING.' })
  completedAt!: Date | null;
}

export const AnswerConnection = connectionOf('Answer', () => Answer);
