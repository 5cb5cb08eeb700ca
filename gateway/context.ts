import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Caller, RequestContext } from '../services/shared/caller.ts';
import type { Span } from '../services/shared/trace.ts';
import type { Share } from './share.ts';
import { anonymousAt } from './stages/identify.ts';
import type { Operation } from './stages/operation.ts';

/** Caller and request id of an HTTP request, and a signal that is aborted when the client leaves. */
export class HttpContext implements RequestContext {
  caller: Caller;
  readonly requestId: string;
  span?: Span;
  /** What the request takes of its caller's quota; null where nothing is taken. */
  share: Share | null = null;
  /** What was run for it, for the log; null until that is known. */
  operation: Operation | null = null;
  private readonly response: ServerResponse;
  private client: AbortController | null = null;

  constructor(caller: Caller, requestId: string, response: ServerResponse) {
    this.caller = caller;
    this.requestId = requestId;
    this.response = response;
  }

  /** Made when somebody first asks for it: an answer from the cache never does. */
  get signal(): AbortSignal {
    return this.watched().signal;
  }

  /** Ends, from our side, what is made for the request. */
  leave(): void {
    this.watched().abort();
  }

  private watched(): AbortController {
    if (this.client) return this.client;
    const client = new AbortController();
    this.client = client;
    const { response } = this;
    const left = () => {
      if (!response.writableFinished) client.abort(new DOMException('The client left', 'AbortError'));
    };
    if (response.destroyed) left();
    else response.once('close', left);
    return client;
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    context: HttpContext;
  }
}

/** Gives every request its context before any route or other hook sees it. Who asks is found out next. */
export function addContext(app: FastifyInstance): void {
  app.decorateRequest('context');
  app.addHook('onRequest', (request, reply, done) => {
    request.context = new HttpContext(anonymousAt(request.ip), request.id, reply.raw);
    done();
  });
}
