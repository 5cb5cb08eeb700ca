import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Kept } from '../reply.ts';
import type { ServerParts } from '../server.ts';
import { answersGet } from './get.ts';
import { addReadBodies, type HandedOver, handedOver, handOver } from './handed-over.ts';
import { type KnownAnswers, makeKnownAnswers, wordsOf } from './known-answers.ts';
import { makePosts } from './post.ts';
import type { FlatHeaders } from './short-reply.ts';
import { makeWrittenTogether, type ReadyAnswer } from './written-together.ts';

declare module 'fastify' {
  interface FastifyReply {
    kept: Kept | null;
  }
}

export type ShortWayParts = Omit<ServerParts, 'streams' | 'giveSession'>;

/** What the pieces of the short way work with. */
export type ShortWay = ShortWayParts & {
  known: KnownAnswers;
  writeOut(answer: ReadyAnswer): void;
  /** @param done what need not be done again */
  goLongWay(request: IncomingMessage, response: ServerResponse, done?: HandedOver): void;
  /** For what can't happen: nobody waits for ever, and the defect is told. */
  giveUp(response: ServerResponse, error: unknown): void;
};

/**
 * Answers what is asked most before Fastify sees it: what was asked in the very same words before and is still kept, and
 * queries of documents that are known. Every stage is passed as on the long way, and the answers are those of the long
 * way, header for header; whatever is not clear at once goes there.
 * @returns forgets what was kept of answers: called when another graph is served
 */
export function addShortWay(app: FastifyInstance, parts: ShortWayParts): () => void {
  const known = makeKnownAnswers();
  // Before Fastify's own listener, which stands first; the others watch connections.
  const [route, ...watching] = app.server.listeners('request') as RequestListener[];
  if (!route) throw new Error('The HTTP server has no listener');
  const goLongWay: ShortWay['goLongWay'] = (request, response, done) => {
    if (done) handOver(request, done);
    route.call(app.server, request, response);
  };
  const giveUp: ShortWay['giveUp'] = (response, error) => {
    parts.logger.error({ err: error }, 'an answer could not be sent');
    response.destroy();
  };
  const way: ShortWay = { ...parts, known, writeOut: makeWrittenTogether(), goLongWay, giveUp };
  const posts = makePosts(way, app.getDefaultJsonParser('error', 'error'));

  // Who asks while the server stops is told to come back over another connection, which the long way does.
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.decorateReply('kept', null);
  addReadBodies(app);
  app.addHook('onSend', (request, reply, payload, done) => {
    const { kept } = reply;
    if (kept && reply.statusCode === 200 && Buffer.isBuffer(payload)) {
      const url = request.routeOptions.url ?? '';
      if (request.method === 'POST') posts.expect(url);
      const words = request.method === 'POST' ? handedOver(request.raw)?.words : wordsOf(request.raw);
      if (words) known.keep(words, kept, { sent: payload, headers: flat(reply.getHeaders()), route: url });
    }
    done();
  });

  app.server.removeAllListeners('request');
  app.server.on('request', (request, response) => {
    const isTaken =
      !isStopping && (request.method === 'POST' ? posts.takes : answersGet)(request, response, way);
    if (!isTaken) goLongWay(request, response);
  });
  for (const listener of watching) app.server.on('request', listener);
  return known.clear;
}

function flat(headers: Record<string, unknown>): FlatHeaders {
  return Object.entries(headers).flatMap(([name, value]) => [name, String(value)]);
}
