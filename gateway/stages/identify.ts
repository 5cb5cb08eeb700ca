import type { Caller } from '../../services/shared/caller.ts';
import { networkOf } from '../address.ts';
import type { Session } from '../session.ts';

/**
 * Who asks.
 * @param address the client's address, as seen behind the configured number of proxies
 * @param session the one that the caller has proven to hold
 */
export function identifyCaller(address: string, session: Session | null): Caller {
  return session ? sessionCaller(session) : { kind: 'ANONYMOUS', id: networkOf(address), scopes: [] };
}

export function sessionCaller({ id }: Session): Caller {
  return { kind: 'SESSION', id: `session:${id}`, scopes: [] };
}
