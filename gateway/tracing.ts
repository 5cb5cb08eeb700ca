import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Span } from '../services/shared/trace.ts';

/** Where traces are collected. Nothing of it is loaded or run while there is no collector. */
export type Tracing = {
  /** @param traceparent of whoever asks (W3C Trace Context, 2021-11-23); what is none begins a trace of its own */
  begin(name: string, traceparent?: string): Span;
  /** Sends what is not sent yet. */
  close(): Promise<void>;
};

/** A request as a piece of work. @param route its pattern */
export function beginSpan(tracing: Tracing, { method, headers }: IncomingMessage, route: string): Span {
  const { traceparent } = headers;
  return tracing.begin(`${method} ${route}`, typeof traceparent === 'string' ? traceparent : undefined);
}

type Ended = { request: IncomingMessage; response: ServerResponse; route: string; requestId: string };

/** Ends a request's piece of work when its answer is out, or its client has left. */
export function endSpan(span: Span, { request, response, route, requestId }: Ended): void {
  const { statusCode, writableFinished, destroyed } = response;
  span.end({
    attributes: {
      'http.request.method': request.method ?? '',
      'http.route': route,
      'http.response.status_code': statusCode,
      'zantara.request_id': requestId,
    },
    failed: statusCode >= 500 || (destroyed && !writableFinished),
  });
}

/** Shows every request as a piece of work that ends with its answer, or when the client leaves. */
export function addTracing(app: FastifyInstance, tracing: Tracing): void {
  app.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const span = beginSpan(tracing, request.raw, route);
    request.context.span = span;
    const ended = { request: request.raw, response: reply.raw, route, requestId: request.id };
    reply.raw.once('close', () => endSpan(span, ended));
    done();
  });
}
