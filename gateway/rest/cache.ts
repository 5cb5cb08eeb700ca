import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../services/shared/errors.ts';
import { requireScope } from '../../services/shared/scope.ts';
import type { ServerParts } from '../server.ts';
import { isPrivateKey } from '../stages/cache.key.ts';
import { cacheInput, isGood } from './cache.input.ts';

type CacheParts = Pick<ServerParts, 'cacheStore' | 'settings'>;

const now = () => new Date().toISOString();
const noVersion = '';

function admin({ context }: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
  try {
    requireScope(context.caller, 'admin');
    done();
  } catch (error) {
    done(error as Error);
  }
}

/** `/cache/*`: how the response cache fares, for everybody, and looking after it, for the admin scope. */
export function addCacheRoutes(app: FastifyInstance, { cacheStore, settings }: CacheParts): void {
  addSightRoutes(app, { cacheStore, settings });

  app.get('/cache/get', { onRequest: admin }, async (request, reply) => {
    const input = cacheInput.get.safeParse(request.query);
    if (!isGood(input, reply)) return reply;
    const { key } = input.data;
    if (isPrivateKey(key)) throw new AppError('FORBIDDEN', 'an answer that belongs to one caller');
    const entry = await cacheStore.get(key, noVersion, Date.now());
    if (!entry || Date.now() - entry.storedAtMs >= entry.freshForMs) {
      return reply.send({ status: 'miss', key, message: 'Nothing is kept under this key', timestamp: now() });
    }
    return reply.send({ status: 'hit', key, value: JSON.parse(String(entry.body)), timestamp: now() });
  });

  app.post('/cache/set', { onRequest: admin }, async (request, reply) => {
    const input = cacheInput.set.safeParse(request.body ?? {});
    if (!isGood(input, reply)) return reply;
    const { key, value, ttl } = input.data;
    const times = { storedAtMs: Date.now(), freshForMs: ttl * 1_000, keepForMs: ttl * 1_000 };
    const body = Buffer.from(JSON.stringify(value));
    await cacheStore.put(key, { kind: 'VALUE', body, dataVersion: noVersion, ...times });
    return reply.send({ status: 'success', key, ttl, message: 'The value is kept', timestamp: now() });
  });

  app.delete('/cache/clear/:key', { onRequest: admin }, async (request, reply) => {
    const input = cacheInput.get.safeParse(request.params);
    if (!isGood(input, reply)) return reply;
    const { key } = input.data;
    await cacheStore.delete(key);
    return reply.send({ status: 'success', key, message: 'Nothing is kept there now', timestamp: now() });
  });

  app.post('/cache/invalidate', { onRequest: admin }, async (request, reply) => {
    const input = cacheInput.invalidate.safeParse(request.body ?? {});
    if (!isGood(input, reply)) return reply;
    const { pattern } = input.data;
    const invalidated = await cacheStore.invalidate(pattern === '*' ? undefined : pattern);
    const message = `${invalidated} entries were taken away`;
    return reply.send({ status: 'success', pattern, invalidated, message, timestamp: now() });
  });
}

function addSightRoutes(app: FastifyInstance, { cacheStore, settings }: CacheParts): void {
  const where = settings.redisUrl ? 'in Redis' : 'in this process';

  app.get('/cache/health', { config: { quota: 'FREE' } }, async (_request, reply) => {
    try {
      await cacheStore.check();
    } catch {
      const message = 'Redis cache test failed';
      return reply.code(503).send({ status: 'degraded', connected: false, message, timestamp: now() });
    }
    const message = `Answers are kept ${where}`;
    return reply.send({ status: 'healthy', connected: true, message, timestamp: now() });
  });

  app.get('/cache/stats', { config: { quota: 'FREE' } }, async (_request, reply) =>
    reply.send({ status: 'success', stats: await cacheStore.stats(), timestamp: now() }),
  );
}
