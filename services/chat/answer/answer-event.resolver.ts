import { badInput } from '../../shared/errors.ts';
import { answerCost, Cost } from '../../shared/hints.ts';
import { Arg, ID, Int, Resolver, Root, Subscription } from '../../shared/type-graphql.ts';
import type { ChatContext } from '../context.ts';
import { requiredOf } from '../conversation/ownership.ts';
import { questionOf } from './answer.resolver.ts';
import type { AnswerEvent as Event } from './answer.ts';
import { AnswerEvent } from './answer-event.type.ts';
import { AskInput } from './asking.type.ts';

type Subscribing<Args> = { args: Args; context: ChatContext };

/** The same to somebody else's answer as to none. */
async function answerEvents({ args, context }: Subscribing<{ answerId: string; afterSequence: number }>) {
  const { answerId, afterSequence } = args;
  if (afterSequence < 0) {
    throw badInput('"afterSequence" must be 0 or more.', { argument: 'afterSequence' });
  }
  const { streams, caller, signal } = context;
  requiredOf(await streams.answer(answerId), caller);
  return streams.follow(answerId, afterSequence, signal);
}

async function chat({ args, context }: Subscribing<{ input: AskInput }>) {
  const question = questionOf(args.input);
  if (question.clientRequestId === null) {
    throw badInput('"clientRequestId" is required here.', { argument: 'input.clientRequestId' });
  }
  const { answer } = await context.streams.ask(question, context);
  return context.streams.follow(answer.id, 0, context.signal);
}

/** The event with the fields of its type beside each other. */
function shown(event: Event) {
  return event.kind === 'FAILED' ? { ...event, ...event.failure } : event;
}

@Resolver(() => AnswerEvent)
export class AnswerEventResolver {
  @Subscription(() => AnswerEvent, {
    description:
      'What happened after a sequence, then what happens, to the end. Leaving stops only the reading; to resume, give the last sequence seen.',
    subscribe: ({ args, context }) =>
      answerEvents({ args, context } as Parameters<typeof answerEvents>[0]) as never,
  })
  answerEvents(
    @Root() event: Event,
    @Arg('answerId', () => ID) _answerId: string,
    @Arg('afterSequence', () => Int, { defaultValue: 0 }) _afterSequence: number,
  ) {
    return shown(event);
  }

  @Cost(answerCost)
  @Subscription(() => AnswerEvent, {
    description:
      'Asks and follows in one operation. `clientRequestId` is required: the same id subscribes again.',
    subscribe: ({ args, context }) => chat({ args, context } as Parameters<typeof chat>[0]) as never,
  })
  chat(@Root() event: Event, @Arg('input', () => AskInput) _input: AskInput) {
    return shown(event);
  }
}
