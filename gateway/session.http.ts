import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewaySettings } from './config.ts';
import { dayMs, type Session, type Sessions } from './session.ts';
import { sessionCaller } from './stages/identify.ts';

/** In answers the new token, in requests the one that is held. */
export const sessionHeader = 'x-session';
export const sessionCookie = 'zantara_session';

type SessionHeaders = { [sessionHeader]?: string | string[]; cookie?: string };

/** The session that a request proves, by header or else by cookie. What is no token of ours counts as absent. */
export function sessionOf(headers: SessionHeaders, sessions: Sessions): Session | null {
  const { [sessionHeader]: header, cookie } = headers;
  if (header === undefined && cookie === undefined) return null;
  for (const token of [header, ...cookiesNamed(sessionCookie, cookie)]) {
    const session = typeof token === 'string' ? sessions.read(token) : null;
    if (session) return session;
  }
  return null;
}

/** A browser may hold several of one name: of this site alone, and of this site inside another one. */
function cookiesNamed(name: string, header: string | undefined): string[] {
  if (header === undefined) return [];
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/**
 * Gives a caller without identity a session, which is its identity from this very request on. Only for answers that
 * nobody else may be served: a kept answer must not carry somebody's token. See docs/decisions/0010-sessions.md.
 */
export function sessionGiver(
  sessions: Sessions,
  { allowedOrigins, sessionMaxAgeDays }: Pick<GatewaySettings, 'allowedOrigins' | 'sessionMaxAgeDays'>,
): (request: FastifyRequest, reply: FastifyReply) => void {
  const maxAgeSeconds = (sessionMaxAgeDays * dayMs) / 1_000;

  return (request, reply) => {
    if (request.context.caller.kind !== 'ANONYMOUS') return;
    const { session, token } = sessions.make();
    request.context.caller = sessionCaller(session);
    // A page of another site gets its cookie only over https; browsers refuse it otherwise.
    const isHttps = request.protocol === 'https';
    const isOtherSite = isHttps && allowedOrigins.includes(request.headers.origin ?? '');
    const attributes = [
      'HttpOnly',
      ...(isHttps ? ['Secure'] : []),
      ...(isOtherSite ? ['SameSite=None', 'Partitioned'] : ['SameSite=Lax']),
      'Path=/',
      `Max-Age=${maxAgeSeconds}`,
    ];
    reply.headers({
      'set-cookie': `${sessionCookie}=${token}; ${attributes.join('; ')}`,
      [sessionHeader]: token,
      'cache-control': 'no-store',
    });
  };
}
