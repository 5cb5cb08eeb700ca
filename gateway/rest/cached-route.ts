import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pipeline } from '../pipeline.ts';
import { OperationFailure, operationRunner, type RunOperation } from './operation.ts';
import type { InputSource } from './schemas.ts';

export type CachedRoute<Input> = {
  /** Part of the cache key: `cache:<name>:<md5 of the key body>` */
  name: string;
  paths: readonly string[];
  methods: readonly ('GET' | 'POST')[];
  ttlSeconds: number;
  /** @throws AppError BAD_USER_INPUT for input that the caller must mend */
  input(given: unknown, source: InputSource): Input;
  /** What tells two requests apart, in the form that old clients sent it. */
  keyBody(input: Input): unknown;
  /** What stands under `data` in the answer. */
  answer(input: Input, run: RunOperation): Promise<object>;
};

/** Serves `{ok:true,data}` from the response cache or made anew, and says which in `X-Cache`. */
export function addCachedRoute<Input>(
  app: FastifyInstance,
  pipeline: Pipeline,
  route: CachedRoute<Input>,
): void {
  async function respond(request: FastifyRequest, reply: FastifyReply, source: InputSource) {
    const input = route.input(source === 'query' ? request.query : request.body, source);
    const run = operationRunner(pipeline, request.context);
    const { name, ttlSeconds } = route;
    try {
      const { body, cacheStatus } = await pipeline.cached(
        { name, keyBody: route.keyBody(input), ttlSeconds },
        async () => ({ body: { ok: true, data: await route.answer(input, run) }, cacheable: true }),
      );
      return reply.header('x-cache', cacheStatus).type('application/json; charset=utf-8').send(body);
    } catch (error) {
      if (error instanceof OperationFailure) return reply.code(error.status).send(error.body);
      throw error;
    }
  }
  for (const path of route.paths) {
    if (route.methods.includes('GET')) app.get(path, (request, reply) => respond(request, reply, 'query'));
    if (route.methods.includes('POST')) app.post(path, (request, reply) => respond(request, reply, 'body'));
  }
}
