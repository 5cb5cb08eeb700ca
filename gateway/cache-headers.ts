import { hash } from 'node:crypto';
import { quotaHeaderNames } from './quota.http.ts';
import type { Asked, Reply } from './reply.ts';
import type { CachedAnswer } from './stages/cache.ts';

/** No cache may keep it, neither ours nor others'. */
export const noStore = 'no-store';

/** Computed for an answer that is asked for a second time, and kept with its bytes. */
const tags = new WeakMap<Buffer, string>();

function tagOf(body: Buffer): string {
  const known = tags.get(body);
  if (known) return known;
  const tag = hash('sha1', body, 'base64url');
  tags.set(body, tag);
  return tag;
}

/**
 * Says how an answer stands to the cache, and to the caches of others: one that was fetched with GET and is the same
 * for everybody may be kept by them for the rest of its time; nothing else may.
 * @param form tells apart what the same address gives in several media types
 * @returns whether the client holds this very answer already and is told so, without it
 * @see RFC 9111 (June 2022) for Age and Cache-Control, RFC 9110 (June 2022) section 13.1.2 for If-None-Match
 */
export function answeredFromCache(request: Asked, reply: Reply, answer: CachedAnswer, form = ''): boolean {
  const { cacheStatus, ageSeconds, maxAgeSeconds, scope } = answer;
  reply.header('x-cache', cacheStatus);
  const isSafe = request.method === 'GET' || request.method === 'HEAD';
  const isShared = isSafe && scope === 'PUBLIC' && !reply.hasHeader('set-cookie');
  if (!isShared || maxAgeSeconds === 0 || cacheStatus === 'STALE') {
    reply.header('cache-control', noStore);
    return false;
  }
  // Others will be given this very answer, and it is not their share that these tell of.
  for (const name of quotaHeaderNames) reply.removeHeader(name);
  reply.header('cache-control', `public, max-age=${maxAgeSeconds}`).header('age', ageSeconds);
  // Weak: it stands for all compressed forms, and two machines may compress the same to different bytes.
  const etag = `W/"${tagOf(answer.body)}${form}"`;
  reply.header('etag', etag);
  if (!isHeld(request.headers['if-none-match'], etag)) return false;
  reply.code(304).send();
  return true;
}

function isHeld(held: string | undefined, etag: string): boolean {
  if (held === undefined) return false;
  const weak = etag.slice(2);
  return held.split(',').some((given) => {
    const tag = given.trim().replace(/^W\//, '');
    return tag === weak || tag === '*';
  });
}
