import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, httpStatusOf } from '../../services/shared/errors.ts';
import { untilAborted } from '../execute/events.ts';
import { readerOf } from '../reader.ts';
import type { ServerParts } from '../server.ts';
import { answerEvents, askQuestion } from './answer-reading.ts';
import { type ChatInput, chatInput } from './chat.input.ts';
import { notePassages, nothingSeen, type WireEvent, wireAnswer } from './chat.wire.ts';
import { OperationFailure } from './operation.ts';
import { readInput } from './schemas.ts';

const badGateway = 502;

/** A question answered as a whole, in the shape that old clients know. */
export function addChatRoutes(app: FastifyInstance, parts: ServerParts): void {
  async function respond(request: FastifyRequest, reply: FastifyReply) {
    const input = readInput(chatInput, request.body);
    parts.giveSession(request, reply);
    try {
      return reply.header('cache-control', 'no-store').send(await wholeAnswer(request, input, parts));
    } catch (error) {
      if (error instanceof OperationFailure) return reply.code(error.status).send(error.body);
      throw error;
    }
  }
  for (const path of ['/api/v2/bali-zero/chat', '/bali-zero/chat']) app.post(path, respond);
}

/** @throws AppError GATEWAY_TIMEOUT when the answer takes too long; it is made to its end all the same */
async function wholeAnswer(
  { context }: FastifyRequest,
  input: ChatInput,
  { pipeline, times }: ServerParts,
): Promise<object> {
  const { signal, leave } = readerOf(context.signal);
  const timer = setTimeout(leave, times.answerMs);
  const answerId = await askQuestion(pipeline, context, input).catch((error: unknown) => {
    clearTimeout(timer);
    throw error;
  });
  try {
    const events = await answerEvents(pipeline, { ...context, signal }, answerId);
    const whole = await lastOf(untilAborted(events, signal));
    if (whole) return whole;
    throw new AppError('DOWNSTREAM_SERVICE_ERROR', 'the events ended before the answer');
  } catch (error) {
    if (!signal.aborted) throw error;
    const publicMessage = 'The answer took too long. It is still being made.';
    throw new AppError('GATEWAY_TIMEOUT', 'no answer in time', { publicMessage, details: { answerId } });
  } finally {
    clearTimeout(timer);
    leave();
  }
}

/** @returns null when the events end before the answer does */
async function lastOf(events: AsyncIterable<WireEvent>): Promise<object | null> {
  const seen = nothingSeen();
  for await (const event of events) {
    if (event.__typename === 'PassagesRetrieved') notePassages(seen, event.passages);
    if (event.__typename === 'AnswerCompleted') return wireAnswer(event, seen);
    if (event.__typename === 'AnswerFailed') {
      const { code, message } = event;
      const status = Object.hasOwn(httpStatusOf, code) ? httpStatusOf[code as AppError['code']] : badGateway;
      throw new OperationFailure(status, { ok: false, error: message });
    }
  }
  return null;
}
