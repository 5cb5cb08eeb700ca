import { connectionOf } from '../../shared/connection.ts';
import { Unshared } from '../../shared/hints.ts';
import { Field, ID, ObjectType } from '../../shared/type-graphql.ts';

@Unshared()
@ObjectType({
  description: 'A row of questions and answers. Visible to its owner only.',
  simpleResolvers: true,
})
export class Conversation {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: 'The beginning of its first question.' })
  title!: string | null;

  @Field(() => Date)
  createdAt!: Date;
}

export const ConversationConnection = connectionOf('Conversation', () => Conversation);

@ObjectType({ simpleResolvers: true })
export class DeleteConversationPayload {
  @Field(() => ID)
  id!: string;
}
