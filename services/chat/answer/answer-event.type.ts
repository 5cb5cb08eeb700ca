import { AssumedSize } from '../../shared/hints.ts';
import { Language } from '../../shared/language.ts';
import { Field, ID, Int, InterfaceType, ObjectType } from '../../shared/type-graphql.ts';
import type { EngineName, AnswerEvent as Event } from './answer.ts';
import { Answer, AnswerEngine, ToolUse } from './answer.type.ts';
import { Citation } from './citation.type.ts';
import { Passage } from './passage.type.ts';

const typeOf: Record<Event['kind'], string> = {
  STARTED: 'AnswerStarted',
  PASSAGES: 'PassagesRetrieved',
  TOOL: 'ToolCalled',
  TEXT: 'TextDelta',
  CITATION: 'CitationAdded',
  COMPLETED: 'AnswerCompleted',
  FAILED: 'AnswerFailed',
};

@InterfaceType({
  description:
    'Something that happened while an answer was made. An answer ends with AnswerCompleted or AnswerFailed.',
  resolveType: ({ kind }: Event) => typeOf[kind],
})
export abstract class AnswerEvent {
  @Field(() => Int, { description: 'From 1, without gaps.' })
  sequence!: number;

  @Field(() => ID)
  answerId!: string;
}

@ObjectType({ implements: AnswerEvent, simpleResolvers: true })
export class AnswerStarted extends AnswerEvent {
  @Field(() => ID)
  conversationId!: string;

  @Field(() => AnswerEngine)
  engine!: EngineName;

  @Field(() => Language)
  language!: Language;
}

@ObjectType({
  implements: AnswerEvent,
  description: 'What the sources say about the question; empty when they do not cover it.',
  simpleResolvers: true,
})
export class PassagesRetrieved extends AnswerEvent {
  @AssumedSize(10)
  @Field(() => [Passage])
  passages!: readonly Passage[];
}

@ObjectType({ implements: AnswerEvent, simpleResolvers: true })
export class ToolCalled extends AnswerEvent {
  @Field(() => ToolUse)
  tool!: ToolUse;
}

@ObjectType({
  implements: AnswerEvent,
  description: 'The next piece of the text. All pieces joined are exactly the final text.',
  simpleResolvers: true,
})
export class TextDelta extends AnswerEvent {
  @Field(() => String)
  text!: string;
}

@ObjectType({
  implements: AnswerEvent,
  description: 'A new source, before its marker stands in the text for the first time.',
  simpleResolvers: true,
})
export class CitationAdded extends AnswerEvent {
  @Field(() => Citation)
  citation!: Citation;
}

@ObjectType({
  implements: AnswerEvent,
  description: 'The end: status COMPLETED or STOPPED.',
  simpleResolvers: true,
})
export class AnswerCompleted extends AnswerEvent {
  @Field(() => Answer)
  answer!: Answer;
}

@ObjectType({
  implements: AnswerEvent,
  description: 'The end of an answer that could not be made to its end; the text so far is kept.',
  simpleResolvers: true,
})
export class AnswerFailed extends AnswerEvent {
  @Field(() => String, { description: 'INTERRUPTED when the process that made it is gone.' })
  code!: string;

  @Field(() => String, { description: "For a person to read, in the answer's language." })
  message!: string;

  @Field(() => Boolean, { description: 'Whether asking again can help.' })
  retryable!: boolean;
}
