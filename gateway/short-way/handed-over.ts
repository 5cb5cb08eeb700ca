import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../../services/shared/caller.ts';
import type { QuotaState } from '../stages/quota.ts';

/** What the short way has done of a request before it found that the request goes the long way. */
export type HandedOver = {
  caller: Caller;
  /** Where the caller's quota stands after the unit that was asked of it; null where nothing is taken. */
  state: QuotaState | null;
  /** Null while it is unread. */
  body: Buffer | null;
  /** See known-answers.ts; null while the body is unread. */
  words: string | null;
};

const handed = new WeakMap<IncomingMessage, HandedOver>();

export function handOver(request: IncomingMessage, done: HandedOver): void {
  handed.set(request, done);
}

/** What is done for a request already; none for one that came straight to the long way. */
export function handedOver(request: IncomingMessage): HandedOver | undefined {
  return handed.get(request);
}

/** Gives a body that was read on the short way to whoever would read it from the connection. */
export function addReadBodies(app: FastifyInstance): void {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const body = handed.get(request.raw)?.body;
    done(null, body ? Readable.from([body], { objectMode: false }) : payload);
  });
}
