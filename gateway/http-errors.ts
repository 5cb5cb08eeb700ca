import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, httpStatusOf } from '../services/shared/errors.ts';
import type { Logger } from '../services/shared/logger.ts';
import { challengeOf } from './challenge.ts';
import { errorType } from './graphql-response.ts';
import { answerRaw } from './raw-answer.ts';
import { maxBodyBytes } from './stages/admit.ts';
import { codeOf, maskError } from './stages/mask.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Refusals have the form of a GraphQL result in place of the partners' envelope. */
    errors?: 'GRAPHQL';
  }
}

/** Answers in the partners' envelope whatever no route has answered: faults, unknown paths, wrong methods. */
export function addErrorAnswers(app: FastifyInstance, logger: Logger): void {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsOf.get(url) ?? new Set();
    for (const name of [method].flat()) methods.add(name);
    methodsOf.set(url, methods);
  });

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const methods = methodsOf.get(path);
    if (methods && !methods.has(request.method)) {
      return reply
        .code(405)
        .header('allow', [...methods].join(', '))
        .send({ ok: false, error: 'Method not allowed' });
    }
    const message = 'Endpoint not found';
    return reply.code(404).send({ status: 'error', message, path: request.url, ok: false, error: message });
  });

  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, logger));
}

/** Turns anything thrown into an answer; only defects are logged, and nothing of them is told. */
export function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): FastifyReply {
  const refused = refusalByServer(error);
  if (refused) return reply.code(refused.status).send({ ok: false, error: refused.text });
  const masked = maskError(error, { requestId: request.id, logger });
  const code = codeOf(masked);
  const challenge = challengeOf(masked);
  if (challenge !== null) reply.header('www-authenticate', challenge);
  const { code: _code, requestId: _requestId, ...details } = masked.extensions;
  const status = code in httpStatusOf ? httpStatusOf[code as AppError['code']] : 400;
  if (request.routeOptions.config.errors === 'GRAPHQL') {
    return reply
      .code(status)
      .type(errorType(request.headers.accept))
      .send({ errors: [masked] });
  }
  const body = { ok: false, error: masked.message };
  return reply.code(status).send(Object.keys(details).length > 0 ? { ...body, details } : body);
}

const malformed = 'The request is malformed.';

const textOfStatus: Record<number, string> = {
  400: malformed,
  413: `The body is larger than ${maxBodyBytes} bytes.`,
  414: 'The address is too long.',
  415: 'The content type is not supported.',
};

/** What the HTTP server itself refuses, before a route runs: bodies that are too large or no JSON, and the like. */
function refusalByServer(error: unknown): { status: number; text: string } | null {
  if (error instanceof AppError || typeof error !== 'object' || error === null) return null;
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode > 499) return null;
  const isJsonFault = error instanceof SyntaxError || code === 'FST_ERR_CTP_INVALID_JSON_BODY';
  if (isJsonFault || code === 'FST_ERR_CTP_EMPTY_JSON_BODY') {
    return { status: 400, text: 'The body is not valid JSON.' };
  }
  return { status: statusCode, text: textOfStatus[statusCode] ?? 'The request was refused.' };
}

/** Answers a client that does not speak HTTP, before there is a request: with the same headers, then goodbye. */
export function answerBrokenClient({ code }: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    answerRaw(socket, { status: '431 Request Header Fields Too Large', error: 'The headers are too large.' });
  } else {
    answerRaw(socket, { status: '400 Bad Request', error: malformed });
  }
}
