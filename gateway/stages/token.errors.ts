import { AppError } from '../../services/shared/errors.ts';
import type { QuotaTier } from './quota.ts';

const messageOf = {
  TOKEN_EXPIRED: 'The token has expired.',
  TOKEN_NOT_YET_VALID: 'The token is not valid yet.',
  TOKEN_INVALID: 'The token is not valid.',
  TOKENS_NOT_TAKEN: 'This gateway takes no tokens.',
} as const;

/** Why a token is not believed, in the error's `reason`. */
export type TokenFault = keyof typeof messageOf;

/** @param logMessage never holds anything of the token */
export function tokenRefused(reason: TokenFault, logMessage: string = messageOf[reason]): AppError {
  return new AppError('UNAUTHENTICATED', logMessage, {
    publicMessage: messageOf[reason],
    details: { reason },
  });
}

/**
 * Where a failed authentication is counted, for the caller's address. A token that has expired was proven to be real
 * before, so it guesses at nothing: an app that forgot to renew it costs its neighbours no hour's silence.
 */
export function failureTier({ extensions }: AppError): QuotaTier {
  return extensions.reason === 'TOKEN_EXPIRED' ? 'GLOBAL' : 'STRICT';
}
