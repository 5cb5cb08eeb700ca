import type { FastifyInstance } from 'fastify';
import { noStore } from './cache-headers.ts';

/** The seven headers that every answer carries; a route may widen its content security policy for its own files. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'content-security-policy': "default-src 'self'",
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'x-xss-protection': '1; mode=block',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'geolocation=(), microphone=(), camera=(), payment=()',
};

/** What stands on every answer at first; a route whose answers may be kept says so itself. */
export const usualHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'cache-control': noStore,
};

/** Sets what every answer carries before anything else can answer. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(usualHeaders).header('x-request-id', request.id);
    done();
  });
}
