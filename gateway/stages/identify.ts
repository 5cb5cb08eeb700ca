import { randomUUID } from 'node:crypto';
import type { Caller } from '../../services/shared/caller.ts';
import type { Session } from '../session.ts';

const acceptableRequestId = /^[\w-]{8,64}$/;

/**
 * Who asks.
 * @param address the client's address, as seen behind the configured number of proxies
 * @param session the one that the caller has proven to hold
 */
export function identifyCaller(address: string, session: Session | null): Caller {
  return session ? sessionCaller(session) : { kind: 'ANONYMOUS', id: address, scopes: [] };
}

export function sessionCaller({ id }: Session): Caller {
  return { kind: 'SESSION', id: `session:${id}`, scopes: [] };
}

/**
 * The id that follows a request through logs, services and the answer.
 * @param given what the caller sent; taken when it has 8 to 64 letters, digits, `_` or `-`, so that it can't forge log lines
 */
export function requestIdFrom(given: string | string[] | undefined): string {
  return typeof given === 'string' && acceptableRequestId.test(given) ? given : randomUUID();
}
