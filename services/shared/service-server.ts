import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { AppError, httpStatusOf } from './errors.ts';
import type { Logger } from './logger.ts';
import { addMetricsRoute } from './metrics.ts';
import type { OpenSubgraph } from './open-subgraph.ts';
import { requestIdFrom } from './request-id.ts';

export type ServiceServerParts = {
  service: Pick<OpenSubgraph, 'check'>;
  logger: Logger;
  /** False while starting and while draining. */
  isReady(): boolean;
  /** Told at /metrics; absent: there is no such route. */
  register?: Registry;
};

const maxBodyBytes = 1_000_000;
const checkTimeoutMs = 2_000;

/**
 * The HTTP server of a service on a private address behind the gateway, without its graph: request ids, refusals by
 * code, `/health`, `/ready` and `/metrics`. It does not listen.
 */
export function buildServiceServer({
  service,
  logger,
  isReady,
  register,
}: ServiceServerParts): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: maxBodyBytes,
    requestIdHeader: false,
    genReqId: (raw) => requestIdFrom(raw.headers['x-request-id']),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  app.setErrorHandler(refuse(logger));
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(errorBody(new AppError('NOT_FOUND', 'no route'))),
  );
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('cache-control', 'no-store');
  });
  app.get('/health', async (_request, reply) => {
    const healthy = await service.check(AbortSignal.timeout(checkTimeoutMs)).then(
      () => true,
      () => false,
    );
    return reply.code(healthy ? 200 : 503).send({ status: healthy ? 'healthy' : 'unhealthy' });
  });
  app.get('/ready', async (_request, reply) => {
    const ready = isReady();
    return reply.code(ready ? 200 : 503).send({ ready });
  });
  if (register) addMetricsRoute(app, register);
  return app;
}

/** Aborted when the client leaves before it has its answer. */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  return left.signal;
}

function errorBody({ message, extensions }: AppError) {
  return { errors: [{ message, extensions }] };
}

/** What comes before the graph: bad signatures, bodies that are too large or no JSON, and the like. */
function refuse(logger: Logger) {
  return (error: unknown, _request: FastifyRequest, reply: FastifyReply) => {
    if (error instanceof AppError) return reply.code(httpStatusOf[error.code]).send(errorBody(error));
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status >= 400 && status < 500) {
      return reply.code(status).send(errorBody(new AppError('BAD_USER_INPUT', 'refused by the server')));
    }
    logger.error({ err: error }, 'a request failed');
    return reply.code(500).send(errorBody(new AppError('INTERNAL_SERVER_ERROR', 'masked')));
  };
}
