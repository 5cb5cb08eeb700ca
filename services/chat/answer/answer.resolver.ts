import type { Database } from '../../shared/database.ts';
import { badInput } from '../../shared/errors.ts';
import { answerCost, Cost, Unshared } from '../../shared/hints.ts';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from '../../shared/type-graphql.ts';
import type { ChatContext } from '../context.ts';
import type { Asked, Asking } from '../conversation/asking.ts';
import { ownOf, requiredOf } from '../conversation/ownership.ts';
import { storableText } from './answer.json.ts';
import { saveRating } from './answer.store.ts';
import type { Answer as MadeAnswer } from './answer.ts';
import { Answer } from './answer.type.ts';
import { AskInput, AskPayload, RateAnswerInput } from './asking.type.ts';
import type { Generations } from './generations.ts';

export type AnswerSources = { database: Database; asking: Asking; generations: Generations };

/** How long a caller waits for an answer that is made elsewhere to stop. */
const stopTimeoutMs = 3_000;
const longestComment = 2_000;

function checkedComment(comment: string | null | undefined): string | null {
  const text = storableText(comment ?? '').trim();
  if ([...text].length > longestComment) {
    throw badInput(`A comment has up to ${longestComment} characters.`, { argument: 'input.comment' });
  }
  return text === '' ? null : text;
}

@Resolver(() => Answer)
export class AnswerResolver {
  constructor(private readonly sources: AnswerSources) {}

  @Unshared()
  @Query(() => Answer, {
    nullable: true,
    description: "Null for an unknown id and for another caller's answer alike.",
  })
  async answer(
    @Arg('id', () => ID) id: string,
    @Ctx() { caller, streams }: ChatContext,
  ): Promise<MadeAnswer | null> {
    return ownOf(await streams.answer(id), caller);
  }

  @Cost(answerCost)
  @Mutation(() => AskPayload, {
    description:
      'Starts an answer and returns at once; it is made to its end whether or not anybody reads it.',
  })
  ask(@Arg('input', () => AskInput) input: AskInput, @Ctx() context: ChatContext): Promise<Asked> {
    return this.sources.asking.ask(questionOf(input), context);
  }

  @Cost(answerCost)
  @Mutation(() => AskPayload, {
    description: 'Answers the same question anew in the same conversation; the earlier answer stays.',
  })
  regenerateAnswer(@Arg('id', () => ID) id: string, @Ctx() context: ChatContext): Promise<Asked> {
    return this.sources.asking.regenerate(id, context);
  }

  @Mutation(() => Answer, { description: 'Ends a running answer; one that has ended stays as it is.' })
  async stopAnswer(
    @Arg('id', () => ID) id: string,
    @Ctx() { caller, streams, signal }: ChatContext,
  ): Promise<MadeAnswer> {
    const found = requiredOf(await streams.answer(id), caller);
    if (found.status !== 'GENERATING') return found;
    await this.sources.generations.stop(id);
    const until = AbortSignal.any([signal, AbortSignal.timeout(stopTimeoutMs)]);
    for await (const _ of streams.follow(id, found.lastSequence, until));
    return requiredOf(await streams.answer(id), caller);
  }

  @Mutation(() => Answer, { description: 'Replaces an earlier rating.' })
  async rateAnswer(
    @Arg('input', () => RateAnswerInput) { answerId, helpful, comment }: RateAnswerInput,
    @Ctx() { caller, streams }: ChatContext,
  ): Promise<MadeAnswer> {
    const rating = { helpful, comment: checkedComment(comment) };
    const answer = requiredOf(await streams.answer(answerId), caller);
    await saveRating(this.sources.database, answerId, rating);
    return { ...answer, rating };
  }
}

/** What the input asks, with what is absent spelled out. */
export function questionOf({ question, conversationId, language, clientRequestId }: AskInput) {
  return {
    question,
    conversationId: conversationId ?? null,
    language: language ?? null,
    clientRequestId: clientRequestId ?? null,
  };
}
