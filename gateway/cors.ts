import type { FastifyInstance } from 'fastify';

const preflight = {
  'access-control-allow-methods': 'GET, POST, DELETE',
  'access-control-allow-headers':
    'authorization, content-type, x-api-key, x-session, last-event-id, x-request-id',
  'access-control-max-age': '3600',
};

// By name each: with credentials a browser takes `*` for a header of that name.
const exposed = [
  'Retry-After',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'X-Cache',
  'X-Session',
  'X-Request-Id',
].join(', ');

const anyOrigin = { vary: 'Origin' };

/** Lets a page of a listed origin read an answer, and tells caches that it hangs on who asks. */
export function corsHeaders(
  origin: string | undefined,
  allowedOrigins: readonly string[],
): Readonly<Record<string, string>> {
  if (origin === undefined || !allowedOrigins.includes(origin)) return anyOrigin;
  return {
    ...anyOrigin,
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': exposed,
  };
}

/** Lets pages of the listed origins read answers, with their cookies; a page of any other origin can't. */
export function addCors(app: FastifyInstance, allowedOrigins: readonly string[]): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    const headers = corsHeaders(origin, allowedOrigins);
    reply.headers(headers);
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
      reply
        .code(204)
        .headers(headers === anyOrigin ? {} : preflight)
        .send();
      return;
    }
    done();
  });
}

/** Whether a browser's page may open a connection that browsers open without asking: a WebSocket. */
export function isOriginAllowed(
  headers: { origin?: string; host?: string },
  allowedOrigins: readonly string[],
): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return allowedOrigins.includes(origin) || (URL.canParse(origin) && new URL(origin).host === host);
}
