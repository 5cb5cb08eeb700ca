import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CachedAnswer } from './stages/cache.ts';

/** Computed for an answer that is asked for a second time, and kept with its bytes. */
const etags = new WeakMap<Buffer, string>();

/** A strong validator: the same for the same bytes on every machine. */
function etagOf(body: Buffer): string {
  const known = etags.get(body);
  if (known) return known;
  const etag = `"${hash('sha1', body, 'base64url')}"`;
  etags.set(body, etag);
  return etag;
}

/**
 * Says how an answer stands to the cache, and to the caches of others: one that was fetched with GET and is the same
 * for everybody may be kept by them for the rest of its time; nothing else may.
 * @returns whether the client holds these very bytes already and is told so, without them
 * @see RFC 9111 (June 2022) for Age and Cache-Control, RFC 9110 (June 2022) section 13.1.2 for If-None-Match
 */
export function answeredFromCache(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, cacheStatus, ageSeconds, maxAgeSeconds }: CachedAnswer,
): boolean {
  reply.header('x-cache', cacheStatus);
  const isShared = request.method === 'GET' && (cacheStatus === 'HIT' || cacheStatus === 'MISS');
  if (!isShared || maxAgeSeconds === 0) {
    reply.header('cache-control', 'no-store');
    return false;
  }
  reply.header('cache-control', `public, max-age=${maxAgeSeconds}`).header('age', ageSeconds);
  const etag = etagOf(body);
  reply.header('etag', etag);
  if (!isHeld(request.headers['if-none-match'], etag)) return false;
  reply.code(304).send();
  return true;
}

function isHeld(held: string | undefined, etag: string): boolean {
  if (held === undefined) return false;
  return held.split(',').some((given) => given.trim().replace(/^W\//, '') === etag);
}
