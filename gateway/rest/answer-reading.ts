import type { ExecutionResult } from 'graphql';
import {
  AskDocument,
  LatestConversationDocument,
  WireAnswerEventsDocument,
  type WireAnswerEventsSubscription,
} from '../../schema/generated/operations.ts';
import type { RequestContext } from '../../services/shared/caller.ts';
import { documentId } from '../../services/shared/document-id.ts';
import { AppError } from '../../services/shared/errors.ts';
import { isEventStream, mapEvents } from '../execute/events.ts';
import type { Pipeline } from '../pipeline.ts';
import { lastQuestion } from './chat.history.ts';
import type { ChatInput } from './chat.input.ts';
import type { WireEvent } from './chat.wire.ts';
import { failureOf, operationRunner, type RunOperation } from './operation.ts';

/**
 * Begins an answer and gives its id; it is made to its end whether or not anybody reads it. It goes on with the caller's
 * latest conversation when that ended with the question that the client names as its last.
 */
export async function askQuestion(
  pipeline: Pick<Pipeline, 'run'>,
  context: RequestContext,
  { query: question, conversation_history }: ChatInput,
): Promise<string> {
  const run = operationRunner(pipeline, context);
  const before = lastQuestion(conversation_history);
  const conversationId = before === null ? null : await conversationAfter(before, run);
  const { ask } = await run(AskDocument, { input: { question, conversationId } });
  return ask.answer.id;
}

async function conversationAfter(question: string, run: RunOperation): Promise<string | null> {
  const { conversations } = await run(LatestConversationDocument, {});
  const [latest] = conversations.nodes;
  return latest?.answers.nodes.at(-1)?.question === question ? latest.id : null;
}

/**
 * What happened to an answer and what happens, to its end.
 * @throws OperationFailure when there is none that this caller may read
 */
export async function answerEvents(
  pipeline: Pick<Pipeline, 'open'>,
  context: RequestContext,
  answerId: string,
): Promise<AsyncIterable<WireEvent>> {
  const { result } = await pipeline.open({
    context,
    document: { id: documentId(WireAnswerEventsDocument) },
    variables: { answerId },
  });
  if (isEventStream(result)) return mapEvents(result, eventOf);
  const [error] = result.errors ?? [];
  throw error ? failureOf(error) : new Error('A subscription gave no events');
}

function eventOf({ data, errors }: ExecutionResult): WireEvent {
  const event = (data as WireAnswerEventsSubscription | null | undefined)?.answerEvents;
  if (event) return event;
  const [error] = errors ?? [];
  throw error ? failureOf(error) : new AppError('DOWNSTREAM_SERVICE_ERROR', 'an event without content');
}
