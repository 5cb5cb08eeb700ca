import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from './caller.ts';
import { AppError } from './errors.ts';
import type { SignedCalls } from './signed-call.ts';

/** Hands the routes of a scope their bodies as they were sent: that is what a signature is over. */
export function readBodiesAsSent(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
}

/**
 * The body of a call that another process of ours has signed, and the caller it is made for.
 * @throws UNAUTHENTICATED for a call without a good signature
 */
export function signedBody(
  request: FastifyRequest,
  signedCalls: SignedCalls,
): { caller: Caller; body: string } {
  const body = String(request.body);
  const caller = signedCalls.verify(request.headers, body);
  if (caller === null) throw new AppError('UNAUTHENTICATED', 'a call without a good signature');
  return { caller, body };
}
