import type { FastifyInstance } from 'fastify';
import type { RequestContext } from '../services/shared/caller.ts';
import { sessionOf } from './session.http.ts';
import type { Sessions } from './session.ts';
import { identifyCaller } from './stages/identify.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Caller, request id, and a signal that is aborted when the client leaves. */
    context: RequestContext;
  }
}

/** Gives every request its context before any route or other hook sees it. */
export function addContext(app: FastifyInstance, sessions: Sessions): void {
  app.decorateRequest('context');
  app.addHook('onRequest', async (request, reply) => {
    const client = new AbortController();
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) client.abort(new DOMException('The client left', 'AbortError'));
    });
    request.context = {
      caller: identifyCaller(request.ip, sessionOf(request.headers, sessions)),
      requestId: request.id,
      signal: client.signal,
    };
  });
}
