import type { FastifyInstance } from 'fastify';
import type { Recorder } from './stages/record.ts';
import { isWarmUp } from './warm-up.ts';

const clientLeft = 499;

/** Counts and logs every exchange when its connection is done with it, whether it was answered or given up. */
export function addRecording(app: FastifyInstance, recorder: Recorder): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (isWarmUp(request.raw)) return done();
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
      });
    });
    done();
  });
  app.get('/metrics', { config: { quota: 'FREE' } }, async (_request, reply) => {
    const { contentType, text } = await recorder.metrics();
    return reply.type(contentType).send(text);
  });
}
