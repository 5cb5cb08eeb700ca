import { createHash } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Caller } from '../../services/shared/caller.ts';
import { AppError } from '../../services/shared/errors.ts';
import type { Logger } from '../../services/shared/logger.ts';
import type { TokenSettings } from '../identity-settings.ts';
import { makeTokenCache } from './token.cache.ts';
import { type TokenFault, tokenRefused } from './token.errors.ts';
import { keysMaxAgeMs, makeIssuerKeys } from './token.keys.ts';

export type Tokens = {
  /**
   * The caller that a bearer token stands for: at once for a token seen before, else by a promise.
   * @throws AppError UNAUTHENTICATED with a TokenFault as `reason`; DOWNSTREAM_SERVICE_ERROR when the issuer's keys can't be
   *   read. Both ways, thrown at once and as a rejection
   */
  callerOf(token: string): Caller | Promise<Caller>;
};

type TokenParts = {
  settings: TokenSettings;
  logger: Logger;
  /** Milliseconds since 1970; the system's when absent. */
  now?(): number;
  /** How long the issuer may take to give its keys. */
  deadlineMs?: number;
};

const algorithms = ['RS256', 'ES256', 'EdDSA'];

/** A token of an issuer that lists many groups has some 4,000. */
const maxTokenLength = 8_192;

/** What a subject may be long; OpenID Connect Core 1.0 (November 2014), section 2. */
const maxSubjectLength = 255;

/** RFC 7515 (May 2015), section 7.1: header, payload and signature. */
const tokenShape = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** The token of an `authorization` header; null for another scheme or none. RFC 6750 (October 2012), section 2.1. */
export function bearerOf(authorization: string | undefined): string | null {
  return authorization && /^bearer /i.test(authorization) ? authorization.slice(7).trim() : null;
}

/** For a gateway that no issuer was named to. */
export const noTokens: Tokens = {
  callerOf() {
    throw tokenRefused('TOKENS_NOT_TAKEN');
  },
};

/**
 * Believes the tokens of one issuer: JSON Web Tokens (RFC 7519, May 2015) for our audience, signed with a key that the
 * issuer publishes, and with an end. What was found out is kept for as long as it holds, at most as long as the keys.
 */
export function makeTokens({ settings, logger, now = Date.now, deadlineMs }: TokenParts): Tokens {
  const { issuer, audience, clockSkewSeconds } = settings;
  const keyOf = makeIssuerKeys({ settings, logger, now, deadlineMs });
  const cache = makeTokenCache({ now, maxAgeMs: keysMaxAgeMs });
  const checking = new Map<string, Promise<Caller>>();
  // A subject is the issuer's alone: under another issuer the same name is somebody else.
  const idPrefix = `user:${createHash('sha256').update(issuer).digest('base64url').slice(0, 8)}:`;

  async function check(token: string): Promise<Caller> {
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        issuer,
        audience,
        algorithms,
        clockTolerance: clockSkewSeconds,
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(now()),
      });
      const caller = callerFrom(payload);
      cache.keepCaller(token, caller);
      return caller;
    } catch (error) {
      if (error instanceof AppError) throw error;
      const reason = faultOf(error);
      // A key that is not known yet may be by the next time, and costs no signature to look for.
      if (!(error instanceof errors.JWKSNoMatchingKey)) cache.keepFault(token, reason);
      if (error instanceof errors.JOSEError) throw tokenRefused(reason, error.code);
      // Such as a published key that is too short: the issuer's fault more likely than the token's.
      logger.warn({ err: error }, 'a token could not be checked');
      throw tokenRefused(reason);
    }
  }

  function callerFrom(payload: JWTPayload): Caller {
    const { sub, exp } = payload;
    if (typeof sub !== 'string' || sub === '' || sub.length > maxSubjectLength || exp === undefined) {
      throw new errors.JWTInvalid('the subject is no name');
    }
    const expiresAt = (exp + clockSkewSeconds) * 1_000;
    return { kind: 'USER', id: `${idPrefix}${sub}`, scopes: scopesOf(payload), expiresAt };
  }

  return {
    callerOf(token) {
      const known = cache.find(token);
      if (typeof known === 'object') return known;
      if (known !== undefined) throw tokenRefused(known);
      if (token.length > maxTokenLength || !tokenShape.test(token)) throw tokenRefused('TOKEN_INVALID');
      const running = checking.get(token);
      if (running) return running;
      const checked = check(token).finally(() => checking.delete(token));
      checking.set(token, checked);
      return checked;
    },
  };
}

/**
 * The scopes of a token: `scope` as in RFC 9068 (October 2021), and where issuers differ also `scp` and `permissions`, as a
 * list or a text with spaces.
 */
function scopesOf({ scope, scp, permissions }: JWTPayload): readonly string[] {
  const given = [scope, scp, permissions].flatMap((claim: unknown) =>
    typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? (claim as unknown[]) : [],
  );
  return [...new Set(given.filter((name): name is string => typeof name === 'string' && name !== ''))];
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'TOKEN_EXPIRED';
  const isEarly = error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf';
  return isEarly && error.reason === 'check_failed' ? 'TOKEN_NOT_YET_VALID' : 'TOKEN_INVALID';
}
