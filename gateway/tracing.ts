import type { FastifyInstance } from 'fastify';
import type { Span } from '../services/shared/trace.ts';

/** Where traces are collected. Nothing of it is loaded or run while there is no collector. */
export type Tracing = {
  /** @param traceparent of whoever asks (W3C Trace Context, 2021-11-23); what is none begins a trace of its own */
  begin(name: string, traceparent?: string): Span;
  /** Sends what is not sent yet. */
  close(): Promise<void>;
};

/** Shows every request as a piece of work that ends with its answer, or when the client leaves. */
export function addTracing(app: FastifyInstance, tracing: Tracing): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { traceparent } = request.headers;
    const route = request.routeOptions.url ?? 'unknown';
    const span = tracing.begin(
      `${request.method} ${route}`,
      typeof traceparent === 'string' ? traceparent : undefined,
    );
    request.context.span = span;
    reply.raw.once('close', () => {
      const { statusCode, writableFinished } = reply.raw;
      span.end({
        attributes: {
          'http.request.method': request.method,
          'http.route': route,
          'http.response.status_code': statusCode,
          'zantara.request_id': request.id,
        },
        failed: statusCode >= 500 || !writableFinished,
      });
    });
    done();
  });
}
