import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { addMetricsRoute } from '../services/shared/metrics.ts';
import { requireScope } from '../services/shared/scope.ts';
import type { Recorder } from './stages/record.ts';

/** Told of an exchange whose client left before the end of its answer. */
export const clientLeft = 499;

/** Counts and logs every exchange when its connection is done with it, whether it was answered or given up. */
export function addRecording(
  app: FastifyInstance,
  recorderFor: (request: IncomingMessage) => Recorder,
): void {
  app.addHook('onRequest', (request, reply, done) => {
    const recorder = recorderFor(request.raw);
    const end = recorder.begin();
    const startedAt = performance.now();
    // "close" comes exactly once, also for a client that left; Fastify's own onResponse does not come then.
    reply.raw.once('close', () => {
      end();
      recorder.exchange({
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.raw.writableFinished ? reply.raw.statusCode : clientLeft,
        durationMs: performance.now() - startedAt,
        sentBytes: Number(reply.getHeader('content-length') ?? 0),
        caller: request.context?.caller,
        operation: request.context?.operation,
      });
    });
    done();
  });
}

/** `/metrics` on the public address: in production for the admin scope alone, since they tell how busy the firm is. */
export function addPublicMetrics(app: FastifyInstance, { register }: Recorder, isOpen: boolean): void {
  addMetricsRoute(app, register, ({ context }) => {
    if (!isOpen) requireScope(context.caller, 'admin');
  });
}
