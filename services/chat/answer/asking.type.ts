import { Language } from '../../shared/language.ts';
import { Field, ID, InputType, ObjectType } from '../../shared/type-graphql.ts';
import { Conversation } from '../conversation/conversation.type.ts';
import { Answer } from './answer.type.ts';

@InputType()
export class AskInput {
  @Field(() => String, { description: '1 to 4,000 characters after trimming.' })
  question!: string;

  @Field(() => ID, { nullable: true, description: 'Absent: a new conversation.' })
  conversationId?: string | null;

  @Field(() => Language, {
    nullable: true,
    description: "To answer in; absent: the question's own, Indonesian when it can not be told.",
  })
  language?: Language | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The same id from the same caller gives the same answer. `chat` requires it, since a client that reconnects subscribes again.',
  })
  clientRequestId?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class AskPayload {
  @Field(() => Answer)
  answer!: Answer;

  @Field(() => Conversation)
  conversation!: Conversation;
}

@InputType()
export class RateAnswerInput {
  @Field(() => ID)
  answerId!: string;

  @Field(() => Boolean)
  helpful!: boolean;

  @Field(() => String, { nullable: true, description: 'Up to 2,000 characters.' })
  comment?: string | null;
}
