import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../services/shared/errors.ts';
import { isOriginAllowed } from './cors.ts';

/** What a page can have its browser ask with GET, without asking us first, and what costs: answers begin there. */
const guarded: ReadonlySet<string | undefined> = new Set(['/graphql', '/bali-zero/chat-stream']);

/**
 * Pages send these only after we have allowed it to them (CORS), so who sends them is no foreign page. Not `authorization`,
 * which a browser may send by itself, nor `x-request-id`, which proxies add.
 */
const proofs = ['x-api-key', 'x-session'] as const;

/**
 * Refuses what pages of other sites let their visitors' browsers ask. POST needs no look: it takes JSON alone, and that a
 * browser does not send to another site without asking.
 * @throws (to the error answers) AppError FORBIDDEN
 * @see Fetch Metadata Request Headers, W3C working draft (2025), for Sec-Fetch-Site
 */
export function addCsrfPrevention(app: FastifyInstance, allowedOrigins: readonly string[]): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.method !== 'GET' || !guarded.has(request.routeOptions.url)) return done();
    if (!isFromForeignPage(request.headers, allowedOrigins)) return done();
    done(
      new AppError('FORBIDDEN', 'asked by a page of another site', {
        publicMessage: 'A page of this origin may not ask. Send an API key or a session as header.',
      }),
    );
  });
}

/** Whether the browser says that the page of another site asks; who says nothing is no browser, or an old one. */
export function isFromForeignPage(
  headers: FastifyRequest['headers'],
  allowedOrigins: readonly string[],
): boolean {
  const { origin, host, referer } = headers;
  const site = headers['sec-fetch-site'];
  if (origin === undefined && site === undefined) return false;
  if (site === 'same-origin' || proofs.some((name) => headers[name] !== undefined)) return false;
  if (origin !== undefined) return !isOriginAllowed({ origin, host }, allowedOrigins);
  if (site !== 'cross-site' && site !== 'same-site') return false;
  // Without CORS a browser tells the page, if anything, by Referer.
  if (referer === undefined || !URL.canParse(referer)) return true;
  return !isOriginAllowed({ origin: new URL(referer).origin, host }, allowedOrigins);
}
