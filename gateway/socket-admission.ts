import type { IncomingMessage } from 'node:http';
import { CloseCode } from 'graphql-ws';
import type { Caller } from '../services/shared/caller.ts';
import { AppError } from '../services/shared/errors.ts';
import { addressBehind } from './address.ts';
import { isOriginAllowed } from './cors.ts';
import type { ServerParts } from './server.ts';
import { sessionHeader, sessionOf } from './session.http.ts';
import { type Share, shareOf } from './share.ts';
import { anonymousAt, type Credentials, identify, sessionCaller } from './stages/identify.ts';
import { failureTier } from './stages/token.errors.ts';

type Parameters = Readonly<Record<string, unknown>>;
type AdmissionParts = Pick<ServerParts, 'settings' | 'sessions' | 'identities' | 'quotas'>;

/** Who a connection is for, and how it ends. */
export type Admitted = {
  /** Told in the greeting's answer; null unless one was made. */
  newSession: string | null;
  /** Milliseconds since 1970 at which the identity ends; absent for one that does not. */
  expiresAt: number | undefined;
  /** Who asks now: a key may have been revoked since. @throws AppError UNAUTHENTICATED */
  caller(): Promise<Caller>;
  /** What the next operation takes of the quota; null where nothing is taken. */
  share(caller: Caller): Share | null;
};

/** Why a connection is not taken on: the code and reason that it is closed with. */
export class ConnectionRefused extends Error {
  constructor(
    readonly closeCode: number,
    reason: string,
  ) {
    super(reason);
    this.name = 'ConnectionRefused';
  }
}

/** "Try again later". */
const tryLater = 1013;

/**
 * Admits a connection: by the headers of its request, which browsers choose for pages only as far as cookies go, and by
 * what its greeting brings. One without identity is given a session, which costs its address a unit.
 * @throws ConnectionRefused
 */
export async function admitConnection(
  request: IncomingMessage,
  parameters: Parameters,
  { settings, sessions, identities, quotas }: AdmissionParts,
): Promise<Admitted> {
  const { headers } = request;
  if (!isOriginAllowed(headers, settings.allowedOrigins)) throw forbidden('Forbidden');
  const address = addressBehind(settings.proxyHops, request);
  const exempt = quotas.isExempt(address);
  const credentials = credentialsOf(headers, parameters);
  const header = textOf(parameters.session) ?? textOf(parameters[sessionHeader]) ?? headers[sessionHeader];
  const session = sessionOf({ [sessionHeader]: header, cookie: headers.cookie }, sessions);
  const shareAt = (caller: Caller) =>
    exempt
      ? null
      : shareOf(
          quotas,
          () => caller,
          () => {},
        );

  async function identified(): Promise<Caller> {
    try {
      return await identify(identities, credentials, address, session);
    } catch (error) {
      if (error instanceof AppError && error.code === 'UNAUTHENTICATED') {
        await shareAt(anonymousAt(address))?.take(1, failureTier(error));
      }
      throw error;
    }
  }

  try {
    const caller = await identified();
    const { expiresAt } = caller;
    if (caller.kind !== 'ANONYMOUS') {
      return { newSession: null, expiresAt, caller: identified, share: shareAt };
    }
    await shareAt(caller)?.take(1);
    const made = sessions.make();
    const own = sessionCaller(made.session);
    return { newSession: made.token, expiresAt, caller: async () => own, share: shareAt };
  } catch (error) {
    throw refusalOf(error);
  }
}

function credentialsOf(headers: IncomingMessage['headers'], parameters: Parameters): Credentials {
  return {
    'x-api-key': textOf(parameters['x-api-key']) ?? headers['x-api-key'],
    authorization: textOf(parameters.authorization) ?? headers.authorization,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What is wrong with who asks closes with 4403; what may be right in a moment asks to come again. */
export function refusalOf(error: unknown): ConnectionRefused {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'UNAUTHENTICATED') return forbidden(error.message);
  return new ConnectionRefused(tryLater, error.code);
}

function forbidden(reason: string): ConnectionRefused {
  return new ConnectionRefused(CloseCode.Forbidden, reason);
}
