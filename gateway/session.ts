import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isSameText } from '../services/shared/signed-call.ts';

/** A caller without an account, known again by a token that only we can make. */
export type Session = {
  /** 128 random bits, base64url. */
  id: string;
  issuedAt: Date;
};

export type Sessions = {
  make(): { session: Session; token: string };
  /** The session that a token stands for; null for one that was forged, altered or has expired. */
  read(token: string): Session | null;
};

type SessionParts = {
  /** At least 32 bytes; changing it ends every session. */
  secret: string;
  maxAgeDays: number;
  /** Milliseconds since 1970; the system's when absent. */
  now?(): number;
};

export const dayMs = 86_400_000;

/** Machines' clocks differ a little: a token may come from this far ahead. */
const clockToleranceMs = 60_000;

/** Tokens that were found true stay known, the latest ones: a client sends its own with every request. */
const mostKnown = 5_000;

const tokenShape = /^([\w-]{22})\.(\d{10})\.([\w-]{43})$/;

/** Tokens `<id>.<issue time in s>.<HMAC-SHA-256>`: nothing is stored, so any machine with the secret reads them. */
export function makeSessions({ secret, maxAgeDays, now = Date.now }: SessionParts): Sessions {
  const macOf = (id: string, issuedAtS: string) =>
    createHmac('sha256', secret).update(`session:v1\n${id}\n${issuedAtS}`).digest('base64url');
  const known = new LRUCache<string, Session>({ max: mostKnown });

  /** The session that a token was made for, however long ago; null for one that was forged or altered. */
  function sessionIn(token: string): Session | null {
    const found = known.get(token);
    if (found) return found;
    const [, id = '', issuedAtS = '', mac = ''] = tokenShape.exec(token) ?? [];
    // As texts: several spellings of base64url stand for the same bytes, and only one of them is the token.
    if (!isSameText(mac, macOf(id, issuedAtS))) return null;
    const session = { id, issuedAt: new Date(Number(issuedAtS) * 1_000) };
    known.set(token, session);
    return session;
  }

  return {
    make() {
      const id = randomBytes(16).toString('base64url');
      const issuedAtS = String(Math.floor(now() / 1_000));
      const session = { id, issuedAt: new Date(Number(issuedAtS) * 1_000) };
      return { session, token: `${id}.${issuedAtS}.${macOf(id, issuedAtS)}` };
    },
    read(token) {
      const session = sessionIn(token);
      if (!session) return null;
      const ageMs = now() - session.issuedAt.getTime();
      return ageMs > maxAgeDays * dayMs || ageMs < -clockToleranceMs ? null : session;
    },
  };
}
