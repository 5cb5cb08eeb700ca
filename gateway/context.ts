import type { FastifyInstance, FastifyReply } from 'fastify';
import type { RequestContext } from '../services/shared/caller.ts';
import { sessionOf } from './session.http.ts';
import type { Sessions } from './session.ts';
import { identifyCaller } from './stages/identify.ts';

/** A request's context; `leave` ends, from our side, what is made for it. */
export type HttpContext = RequestContext & { leave(): void };

declare module 'fastify' {
  interface FastifyRequest {
    /** Caller, request id, and a signal that is aborted when the client leaves. */
    context: HttpContext;
  }
}

/** Gives every request its context before any route or other hook sees it. */
export function addContext(app: FastifyInstance, sessions: Sessions): void {
  app.decorateRequest('context');
  app.addHook('onRequest', (request, reply, done) => {
    const client = clientOf(reply);
    request.context = {
      caller: identifyCaller(request.ip, sessionOf(request.headers, sessions)),
      requestId: request.id,
      // Made when somebody first asks for it: an answer from the cache never does.
      get signal() {
        return client.watched().signal;
      },
      leave: () => client.watched().abort(),
    };
    done();
  });
}

function clientOf({ raw }: FastifyReply) {
  let client: AbortController | undefined;
  const leave = () => {
    if (!raw.writableFinished) client?.abort(new DOMException('The client left', 'AbortError'));
  };
  return {
    watched(): AbortController {
      if (client) return client;
      client = new AbortController();
      if (raw.destroyed) leave();
      else raw.once('close', leave);
      return client;
    },
  };
}
