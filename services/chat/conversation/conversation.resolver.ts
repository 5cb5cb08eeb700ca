import { type Connection, checkedFirst, keyAfter } from '../../shared/connection.ts';
import type { Database } from '../../shared/database.ts';
import { PagesByFirst, Unshared } from '../../shared/hints.ts';
import {
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from '../../shared/type-graphql.ts';
import type { Answer } from '../answer/answer.ts';
import { AnswerConnection } from '../answer/answer.type.ts';
import type { AnswerLog } from '../answer/answer-log.ts';
import type { Generations } from '../answer/generations.ts';
import type { ChatContext } from '../context.ts';
import {
  readAnswerIds,
  readConversation,
  readConversations,
  removeConversation,
} from './conversation.store.ts';
import type { Conversation as OwnConversation } from './conversation.ts';
import { Conversation, ConversationConnection, DeleteConversationPayload } from './conversation.type.ts';
import { ownerOf, ownOf, requiredOf } from './ownership.ts';

export type ConversationSources = {
  database: Database;
  generations: Pick<Generations, 'discard'>;
  log: Pick<AnswerLog, 'remove'>;
};

const mostPerPage = 100;

@Resolver(() => Conversation)
export class ConversationResolver {
  constructor(private readonly sources: ConversationSources) {}

  @Unshared()
  @Query(() => Conversation, {
    nullable: true,
    description: "Null for an unknown id and for another caller's conversation alike.",
  })
  async conversation(
    @Arg('id', () => ID) id: string,
    @Ctx() { caller }: ChatContext,
  ): Promise<OwnConversation | null> {
    return ownOf(await readConversation(this.sources.database, id), caller);
  }

  @Unshared()
  @PagesByFirst()
  @Query(() => ConversationConnection, {
    description: "The caller's own, newest first; `first` from 1 to 100.",
  })
  async conversations(
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { caller }: ChatContext,
  ): Promise<Connection<OwnConversation>> {
    const page = { first: checkedFirst(first, mostPerPage), after: keyAfter(after) };
    return readConversations(this.sources.database, ownerOf(caller), page);
  }

  @PagesByFirst()
  @FieldResolver(() => AnswerConnection, { description: 'In the order asked; `first` from 1 to 100.' })
  async answers(
    @Root() { id: conversationId }: OwnConversation,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { loaders }: ChatContext,
  ): Promise<Connection<Answer>> {
    const page = { first: checkedFirst(first, mostPerPage), after: keyAfter(after) };
    return loaders.answers.load({ conversationId, ...page });
  }

  @Mutation(() => DeleteConversationPayload, {
    description: 'Deletes a conversation with its answers, for good; answers still being made are ended.',
  })
  async deleteConversation(
    @Arg('id', () => ID) id: string,
    @Ctx() { caller }: ChatContext,
  ): Promise<DeleteConversationPayload> {
    const { database, generations, log } = this.sources;
    requiredOf(await readConversation(database, id), caller);
    // The logs first: where they can't be reached, nothing is deleted and asking again makes sense.
    const before = await readAnswerIds(database, id);
    const forget = async (answerId: string) => {
      generations.discard(answerId);
      await log.remove(answerId);
    };
    await Promise.all(before.map(forget));
    const deleted = await removeConversation(database, id);
    await Promise.all(deleted.filter((answerId) => !before.includes(answerId)).map(forget));
    return { id };
  }
}
