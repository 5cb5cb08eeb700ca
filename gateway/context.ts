import type { FastifyInstance, FastifyReply } from 'fastify';
import type { RequestContext } from '../services/shared/caller.ts';
import type { Share } from './share.ts';
import { anonymousAt } from './stages/identify.ts';
import type { Operation } from './stages/operation.ts';

/** A request's context; `leave` ends, from our side, what is made for it. */
export type HttpContext = RequestContext & {
  leave(): void;
  /** What the request takes of its caller's quota; null where nothing is taken. */
  share: Share | null;
  /** What was run for it, for the log; null until that is known. */
  operation: Operation | null;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Caller, request id, and a signal that is aborted when the client leaves. */
    context: HttpContext;
  }
}

/** Gives every request its context before any route or other hook sees it. Who asks is found out next. */
export function addContext(app: FastifyInstance): void {
  app.decorateRequest('context');
  app.addHook('onRequest', (request, reply, done) => {
    const client = clientOf(reply);
    request.context = {
      caller: anonymousAt(request.ip),
      requestId: request.id,
      // Made when somebody first asks for it: an answer from the cache never does.
      get signal() {
        return client.watched().signal;
      },
      leave: () => client.watched().abort(),
      share: null,
      operation: null,
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
