import { apiKeyMark } from '../../services/shared/api-key.ts';
import type { Caller } from '../../services/shared/caller.ts';
import { AppError } from '../../services/shared/errors.ts';
import { type PromiseOrValue, whenReady } from '../../services/shared/promise-or-value.ts';
import { networkOf } from '../address.ts';
import type { Session } from '../session.ts';
import { bearerOf, type Tokens } from './token.ts';

/** Who vouches for what callers bring. */
export type Identities = {
  /** Null for what is no key, or no longer one. */
  keys: { callerOf(secret: string): PromiseOrValue<Caller | null> };
  tokens: Tokens;
};

/** What a caller brings to prove who it is, by the names of the headers. */
export type Credentials = {
  'x-api-key'?: string | string[] | undefined;
  authorization?: string | undefined;
};

/**
 * Who asks: the holder of a key, else of a token, else of a session, else whoever is at the address. What was brought and
 * is not believed is refused, and never passed over for the next.
 * @param address the client's address, as seen behind the configured number of proxies
 * @param session the one that the caller has proven to hold
 * @returns at once for what was seen before
 * @throws AppError UNAUTHENTICATED with a `reason`; DOWNSTREAM_SERVICE_ERROR or GATEWAY_TIMEOUT while nobody can tell.
 *   Both ways, thrown at once and as a rejection
 */
export function identify(
  { keys, tokens }: Identities,
  { 'x-api-key': key, authorization }: Credentials,
  address: string,
  session: Session | null,
): PromiseOrValue<Caller> {
  if (key !== undefined) return holderOf(keys, String(key));
  const bearer = bearerOf(authorization);
  if (bearer === null) return session ? sessionCaller(session) : anonymousAt(address);
  return bearer.startsWith(apiKeyMark) ? holderOf(keys, bearer) : tokens.callerOf(bearer);
}

function holderOf(keys: Identities['keys'], secret: string): PromiseOrValue<Caller> {
  return whenReady(keys.callerOf(secret), (caller) => {
    if (caller) return caller;
    throw new AppError('UNAUTHENTICATED', 'an API key that is none', {
      publicMessage: 'The API key is not known.',
      details: { reason: 'KEY_UNKNOWN' },
    });
  });
}

export function anonymousAt(address: string): Caller {
  return { kind: 'ANONYMOUS', id: networkOf(address), scopes: [] };
}

export function sessionCaller({ id }: Session): Caller {
  return { kind: 'SESSION', id: `session:${id}`, scopes: [] };
}
