import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../services/shared/caller.ts';
import { isPromise } from '../services/shared/promise-or-value.ts';
import { requestIdFrom } from '../services/shared/request-id.ts';
import { addressBehind } from './address.ts';
import type { ServerParts } from './server.ts';
import { sessionOf } from './session.http.ts';
import type { CachedAnswer } from './stages/cache.ts';
import { identify } from './stages/identify.ts';
import type { Operation } from './stages/operation.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Set for an answer out of the response cache that is the same for everybody who asks in the same words. */
    kept: { answer: CachedAnswer; operation?: Operation } | null;
  }
}

/** An answer as it was sent before, but for what is told of each request by itself. */
type KnownAnswer = {
  key: string;
  /** What was sent stands for this; another one under the key makes it void. */
  stored: Buffer;
  sent: Buffer;
  headers: readonly string[];
  route: string;
  operation: Operation | undefined;
};

type ShortWayParts = Pick<
  ServerParts,
  'settings' | 'cache' | 'quotas' | 'sessions' | 'identities' | 'recorder'
>;

const mostBytes = 2 * 2 ** 20;

/** Told of each request by itself; the rest of an answer hangs on the words of the request alone. */
const perRequest = /^(x-request-id|x-cache|age)$/;

/** A request with one of these is looked at more closely than this way does. */
const closerLook = ['if-none-match', 'range', 'sec-fetch-site', 'traceparent'] as const;

/**
 * Answers GET requests that were asked in the very same words before out of the response cache, before anything is routed,
 * parsed or decided again: who asks is found out and its quota looked at as for every request, and the bytes are written
 * as they stand. Headers are those that the long way sent. Whatever is not clear at once goes the long way.
 * @returns forgets everything: called when another graph is served
 */
export function addShortWay(app: FastifyInstance, parts: ShortWayParts): () => void {
  const { settings, cache, quotas, sessions, identities, recorder } = parts;
  const known = new LRUCache<string, KnownAnswer>({
    maxSize: mostBytes,
    sizeCalculation: ({ sent }, words) => sent.length + 2 * words.length + 2_000,
  });

  app.decorateReply('kept', null);
  app.addHook('onSend', (request, reply, payload, done) => {
    if (reply.kept && request.method === 'GET' && reply.statusCode === 200 && Buffer.isBuffer(payload)) {
      known.set(wordsOf(request.raw), knownAnswer(request, reply, payload, reply.kept));
    }
    done();
  });

  function isAnswered(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET') return false;
    const found = known.get(wordsOf(request));
    if (found === undefined) return false;
    const { headers } = request;
    for (const name of closerLook) if (headers[name] !== undefined) return false;
    const caller = admitted(request);
    if (!caller) return false;
    const startedAt = performance.now();
    const answer = cache.kept(found.key);
    if (answer?.body !== found.stored) return false;
    const requestId = requestIdFrom(headers['x-request-id']);
    const { operation } = found;
    const end = recorder.begin();
    response.once('close', () => {
      end();
      recorder.exchange({
        requestId,
        method: 'GET',
        route: found.route,
        status: response.writableFinished ? 200 : 499,
        durationMs: performance.now() - startedAt,
        sentBytes: found.sent.length,
        caller,
        operation,
      });
    });
    if (operation) recorder.operation({ requestId, caller, operation, errors: undefined, durationMs: 0 });
    response.writeHead(200, [
      ...found.headers,
      ...['x-request-id', requestId, 'x-cache', 'HIT', 'age', String(answer.ageSeconds)],
    ]);
    response.end(found.sent);
    return true;
  }

  /** Who asks, where that is known at once and something of the caller's share is left: the answer itself is free. */
  function admitted(request: IncomingMessage): Caller | null {
    const { headers } = request;
    try {
      const address = addressBehind(settings.proxyHops, request);
      const caller = identify(identities, headers, address, sessionOf(headers, sessions));
      if (isPromise(caller)) return null;
      if (quotas.isExempt(address)) return caller;
      const state = quotas.peek(caller);
      return !isPromise(state) && state.allowed ? caller : null;
    } catch {
      // Who is not believed is told so on the long way.
      return null;
    }
  }

  // Before Fastify's own listener, which stands first; the others watch connections.
  const [route, ...watching] = app.server.listeners('request') as RequestListener[];
  if (!route) throw new Error('The HTTP server has no listener');
  app.server.removeAllListeners('request');
  app.server.on('request', (request, response) => {
    if (!isAnswered(request, response)) route.call(app.server, request, response);
  });
  for (const listener of watching) app.server.on('request', listener);
  return () => known.clear();
}

/** All of a request that its answer hangs on, beside who asks. */
function wordsOf({ url = '', headers }: IncomingMessage): string {
  const { accept = '', origin = '' } = headers;
  return `${url}\n${accept}\n${headers['accept-encoding'] ?? ''}\n${origin}`;
}

function knownAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  sent: Buffer,
  { answer, operation }: NonNullable<FastifyReply['kept']>,
): KnownAnswer {
  const headers = Object.entries(reply.getHeaders())
    .filter(([name]) => !perRequest.test(name))
    .flatMap(([name, value]) => [name, String(value)]);
  return {
    key: answer.key,
    stored: answer.body,
    sent,
    headers: [...headers, 'content-length', String(sent.length)],
    route: request.routeOptions.url ?? 'unknown',
    operation,
  };
}
