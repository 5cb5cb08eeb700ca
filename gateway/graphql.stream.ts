import type { FastifyReply } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { type EventStream, sendEventStream } from './event-stream.ts';
import { mapEvents } from './execute/events.ts';
import { jsonTextOf } from './execute/raw-result.ts';

/** Why a reader that was too slow is closed, in the error's `reason`. */
export const readerStalled = 'READER_STALLED';

const stalled = {
  errors: [
    {
      message: 'The events were not read in time. Subscribe again after the last one you have.',
      extensions: { code: 'GATEWAY_TIMEOUT', reason: readerStalled },
    },
  ],
};

const completeFrame = 'event: complete\ndata:\n\n';

/**
 * Sends results as GraphQL over SSE, one connection an operation ("distinct connections"). One that is broken off has
 * no "complete", so that the client knows that there is more and comes back for it.
 */
export function sendResults(
  results: AsyncIterable<ExecutionResult>,
  stream: Omit<EventStream, 'frames' | 'lastFrame' | 'stalledFrame'>,
): Promise<void> {
  return sendEventStream({
    ...stream,
    frames: mapEvents(results, nextFrame),
    lastFrame: () => completeFrame,
    stalledFrame: `event: next\ndata: ${JSON.stringify(stalled)}\n\n${completeFrame}`,
  });
}

function nextFrame(result: ExecutionResult): string {
  return `event: next\ndata: ${jsonTextOf(result)}\n\n`;
}

/** Whether the client takes a stream of events; an absent header takes anything. */
export function acceptsEvents(accept: string | undefined): boolean {
  return accept === undefined || /text\/event-stream|text\/\*|\*\/\*/i.test(accept);
}

/** Whether the client takes nothing but a stream of events, also for a single result. */
export function acceptsEventsOnly(accept: string | undefined): boolean {
  return accept !== undefined && /^\s*text\/event-stream\s*(;[^,]*)?$/i.test(accept);
}

export function refuseStream(reply: FastifyReply): void {
  const message = 'A subscription is answered as text/event-stream; accept it.';
  reply.code(406).send({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
}
