import type { FastifyInstance } from 'fastify';
import { ToolsDocument } from '../../schema/generated/operations.ts';
import type { ServerParts } from '../server.ts';
import { OperationFailure, operationRunner } from './operation.ts';

/** `/tools`: what the chat can look up while it answers. */
export function addToolsRoute(app: FastifyInstance, { pipeline }: ServerParts): void {
  app.get('/tools', async (request, reply) => {
    try {
      const { tools } = await operationRunner(pipeline, request.context)(ToolsDocument, {});
      const listed = tools.map(({ name, description, inputSchema }) => ({
        name,
        description,
        input_schema: inputSchema,
      }));
      return reply.send({ ok: true, total: listed.length, tools: listed });
    } catch (error) {
      if (error instanceof OperationFailure) return reply.code(error.status).send(error.body);
      throw error;
    }
  });
}
