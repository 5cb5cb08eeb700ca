import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AnswerStateDocument } from '../../schema/generated/operations.ts';
import type { RequestContext } from '../../services/shared/caller.ts';
import { AppError } from '../../services/shared/errors.ts';
import type { AnswerCursor } from '../answer-cursor.ts';
import { sendEventStream } from '../event-stream.ts';
import { untilAborted } from '../execute/events.ts';
import { readerOf } from '../reader.ts';
import type { ServerParts } from '../server.ts';
import { answerEvents, askQuestion } from './answer-reading.ts';
import { frame, makeWireFrames, type WireFrames } from './chat.frames.ts';
import { chatInput } from './chat.input.ts';
import type { WireEvent } from './chat.wire.ts';
import { OperationFailure, operationRunner } from './operation.ts';
import { readInput } from './schemas.ts';

const tooLong = 'The answer took too long.';
const tooSlow = 'The answer was not read in time; connect again to read on.';
const broken = 'The answer could not be read to its end.';
const longestContinuityId = 200;

/** A question answered as it is made, in the frames that old clients know; `Last-Event-ID` reads on where it was. */
export function addChatStreamRoute(app: FastifyInstance, parts: ServerParts): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/bali-zero/chat-stream',
    exposeHeadRoute: false,
    async handler(request, reply) {
      try {
        const cursor = await cursorOf(request, reply, parts);
        if (cursor === 'read') return reply.code(204).send();
        return await sendAnswer(request, reply, cursor, parts);
      } catch (error) {
        if (error instanceof OperationFailure) return reply.code(error.status).send(error.body);
        throw error;
      }
    },
  });
}

/** Where to read from: the beginning of a new answer, or where the reader was; "read" when nothing is left. */
async function cursorOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { pipeline, cursors, giveSession }: ServerParts,
): Promise<AnswerCursor | 'read'> {
  const lastEventId = request.headers['last-event-id'];
  if (typeof lastEventId !== 'string' || lastEventId === '') {
    const input = readInput(chatInput, request.method === 'GET' ? request.query : request.body);
    giveSession(request, reply);
    const answerId = await askQuestion(pipeline, request.context, input);
    return { answerId, sequence: 0, reader: request.context.caller };
  }
  const cursor = cursors.read(lastEventId);
  if (!cursor) throw new AppError('NOT_FOUND', 'a Last-Event-ID that is none of ours');
  // To go on with what was begun is free.
  request.context.share?.giveBack(1);
  const run = operationRunner(pipeline, { ...request.context, caller: cursor.reader });
  const { answer } = await run(AnswerStateDocument, { id: cursor.answerId });
  if (!answer) throw new AppError('NOT_FOUND', 'a Last-Event-ID of an answer that is gone');
  const isRead = answer.status !== 'GENERATING' && cursor.sequence >= answer.lastSequence;
  return isRead ? 'read' : cursor;
}

async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { answerId, sequence, reader: caller }: AnswerCursor,
  { pipeline, cursors, times, streams, logger }: ServerParts,
): Promise<void> {
  const reader = readerOf(request.context.signal);
  const limit = readerOf(reader.signal);
  const timer = setTimeout(limit.leave, times.streamMs);
  const leave = () => {
    clearTimeout(timer);
    reader.leave();
  };
  const wire = makeWireFrames({
    after: sequence,
    idOf: (at) => cursors.write({ answerId, sequence: at, reader: caller }),
    now: Date.now,
  });
  const context: RequestContext = { ...request.context, caller, signal: reader.signal };
  const events = await answerEvents(pipeline, context, answerId).catch((error: unknown) => {
    leave();
    throw error;
  });
  await sendEventStream({
    frames: framesOf(untilAborted(events, limit.signal), wire, continuityFrame(request)),
    lastFrame: () => (wire.isOver() ? '' : wire.failed(tooLong)),
    stalledFrame: frame({ error: tooSlow }),
    ...{ reply, leave, signal: reader.signal, times, streams, logger },
  });
}

/** What a client of old that says it reconnects expects first. */
function continuityFrame({ headers }: FastifyRequest): string {
  const { 'x-reconnection': reconnects, 'x-continuity-id': streamId } = headers;
  if (reconnects !== 'true' || typeof streamId !== 'string' || streamId === '') return '';
  const timestamp = Date.now() / 1_000;
  const id = streamId.slice(0, longestContinuityId);
  return frame({ type: 'continuity_check', streamId: id, sequenceNumber: 0, timestamp });
}

/** A frame for each event, and one that says so when they break off. */
function framesOf(events: AsyncIterator<WireEvent>, wire: WireFrames, first: string): AsyncIterable<string> {
  let waiting = first;
  const iterator: AsyncIterator<string> = {
    async next() {
      if (waiting !== '') {
        const value = waiting;
        waiting = '';
        return { done: false, value };
      }
      if (wire.isOver()) return { done: true, value: undefined };
      try {
        const step = await events.next();
        return step.done ? step : { done: false, value: wire.of(step.value) };
      } catch (error) {
        const message = error instanceof OperationFailure ? error.message : broken;
        return { done: false, value: wire.failed(message) };
      }
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
