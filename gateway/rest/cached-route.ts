import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isPromise, type PromiseOrValue } from '../../services/shared/promise-or-value.ts';
import { answeredFromCache } from '../cache-headers.ts';
import { sendKept } from '../encoded-body.ts';
import type { ServerParts } from '../server.ts';
import type { CachedAnswer } from '../stages/cache.ts';
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
  { pipeline, cache }: Pick<ServerParts, 'pipeline' | 'cache'>,
  route: CachedRoute<Input>,
): void {
  const { name, ttlSeconds } = route;

  function answerOf(request: FastifyRequest, source: InputSource): PromiseOrValue<CachedAnswer> {
    const input = route.input(source === 'query' ? request.query : request.body, source);
    return cache.answer({ name, body: route.keyBody(input), ttlSeconds, scope: 'PUBLIC' }, async () => {
      const data = await route.answer(input, operationRunner(pipeline, request.context));
      return JSON.stringify({ ok: true, data });
    });
  }

  const respond = (source: InputSource) => (request: FastifyRequest, reply: FastifyReply) => {
    const answer = answerOf(request, source);
    if (!isPromise(answer)) return send(request, reply, answer);
    return answer.then(
      (ready) => send(request, reply, ready),
      (error: unknown) => {
        if (!(error instanceof OperationFailure)) throw error;
        reply.code(error.status).send(error.body);
      },
    );
  };

  for (const path of route.paths) {
    if (route.methods.includes('GET')) app.get(path, { compress: false }, respond('query'));
    if (route.methods.includes('POST')) app.post(path, { compress: false }, respond('body'));
  }
}

function send(request: FastifyRequest, reply: FastifyReply, answer: CachedAnswer): PromiseOrValue<void> {
  if (answer.cacheStatus === 'HIT') request.context.share?.giveBack(1);
  if (answer.cacheStatus === 'HIT') reply.kept = { answer };
  reply.header('vary', 'Origin, Accept-Encoding').type('application/json; charset=utf-8');
  return answeredFromCache(request, reply, answer) ? undefined : sendKept(request, reply, answer);
}
