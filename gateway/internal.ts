import * as z from 'zod';
import { badInput } from '../services/shared/errors.ts';
import { makeSignedCalls } from '../services/shared/signed-call.ts';
import { readBodiesAsSent, signedBody } from '../services/shared/signed-request.ts';
import type { RoutePlugin } from './server.ts';

const call = z.object({ documentId: z.string(), variables: z.record(z.string(), z.unknown()) });

/**
 * `POST /internal/graph`: the graph for a chat in a process of its own. It takes trusted documents by id, for the caller
 * that the chat works for, and only signed calls. Without a secret there is no such address.
 */
export const internalRoutes: RoutePlugin = async (app, { settings, pipeline }) => {
  if (!settings.chatSecret) return;
  const signedCalls = makeSignedCalls({ secret: settings.chatSecret });

  await app.register(async (scope) => {
    readBodiesAsSent(scope);
    scope.post('/internal/graph', { config: { quota: 'FREE' } }, async (request, reply) => {
      const { caller, body } = signedBody(request, signedCalls);
      const { documentId, variables } = readCall(body);
      const { requestId, signal } = request.context;
      const { result } = await pipeline.run({
        document: { id: documentId },
        variables,
        context: { caller, requestId, signal },
        internal: true,
      });
      return reply.send(result);
    });
  });
};

function readCall(body: string): z.infer<typeof call> {
  try {
    return call.parse(JSON.parse(body));
  } catch {
    throw badInput('The call is malformed.');
  }
}
