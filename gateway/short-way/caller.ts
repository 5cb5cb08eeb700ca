import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../services/shared/caller.ts';
import { isPromise } from '../../services/shared/promise-or-value.ts';
import { addressBehind } from '../address.ts';
import type { ServerParts } from '../server.ts';
import { sessionOf } from '../session.http.ts';
import { identify } from '../stages/identify.ts';

type CallerParts = Pick<ServerParts, 'settings' | 'sessions' | 'identities' | 'quotas'>;

/**
 * Who asks, where that is known at once, and whether nothing is taken of its quota.
 * @returns null for who is not known yet, or not believed: the long way tells them so
 */
export function callerOf(
  request: IncomingMessage,
  { settings, sessions, identities, quotas }: CallerParts,
): { caller: Caller; isExempt: boolean } | null {
  const { headers } = request;
  try {
    const address = addressBehind(settings.proxyHops, request);
    const caller = identify(identities, headers, address, sessionOf(headers, sessions));
    return isPromise(caller) ? null : { caller, isExempt: quotas.isExempt(address) };
  } catch {
    return null;
  }
}
