import type { FastifyInstance } from 'fastify';
import { badInput } from '../shared/errors.ts';
import {
  foundAnswer,
  type KeyLookup,
  type KeyQuestion,
  keyQuestion,
  revokedAnswer,
} from '../shared/key-lookup.ts';
import type { Logger } from '../shared/logger.ts';
import { clientSignal } from '../shared/service-server.ts';
import type { SignedCalls } from '../shared/signed-call.ts';
import { addSignedGraph } from '../shared/signed-graph.ts';
import { signedBody } from '../shared/signed-request.ts';
import type { OpenAccess } from './access.ts';

export type AccessRouteParts = {
  access: OpenAccess;
  /** Tells the gateway's calls, and for whom it makes them. */
  signedCalls: SignedCalls;
  logger: Logger;
};

/**
 * Adds access to the server of another service, for the gateway alone: its graph at `/access/graphql`, and
 * `POST /access/keys`, where a key is looked up by the hash of its secret. Calls without a signature are refused.
 */
export async function addAccessRoutes(app: FastifyInstance, parts: AccessRouteParts): Promise<void> {
  const { access, signedCalls, logger } = parts;
  await app.register(async (scope) => {
    addSignedGraph(scope, '/access/graphql', { service: access, signedCalls, logger });
    scope.post('/access/keys', async (request, reply) => {
      const { body } = signedBody(request, signedCalls);
      return answerOf(access.keys, questionIn(body), clientSignal(reply));
    });
  });
}

async function answerOf(keys: KeyLookup, question: KeyQuestion, signal: AbortSignal): Promise<object> {
  // Parsed, so that nothing leaves but what the port names.
  return 'hash' in question
    ? foundAnswer.parse({ key: await keys.find(question.hash, signal) })
    : revokedAnswer.parse({ revoked: await keys.revokedWithin(question.revokedWithinSeconds, signal) });
}

/** @throws BAD_USER_INPUT */
function questionIn(body: string): KeyQuestion {
  try {
    return keyQuestion.parse(JSON.parse(body));
  } catch {
    throw badInput('The question is malformed.');
  }
}
