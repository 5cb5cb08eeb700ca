import * as z from 'zod';
import { httpAddress, wholeNumber } from '../services/shared/env.ts';

/** Whose tokens are believed. */
export const identityVariables = {
  OIDC_ISSUER: httpAddress.optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_JWKS_URL: httpAddress.optional(),
  OIDC_CLOCK_SKEW_SECONDS: wholeNumber(0, 300).default(60),
};

const identity = z.object(identityVariables);
type Given = z.infer<typeof identity>;

/** The issuer of tokens, as OpenID Connect Discovery 1.0 (November 2014) calls it. */
export type TokenSettings = {
  /** Exactly as it stands in `iss`. */
  issuer: string;
  /** Has to be among those in `aud`. */
  audience: string;
  /** Absent: the issuer's configuration names it. */
  jwksUrl: string | undefined;
  /** How far the issuer's clock may differ from ours. */
  clockSkewSeconds: number;
};

/** @returns null: no tokens are taken */
export function tokenSettings(given: Given): TokenSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = given;
  if (issuer === undefined || audience === undefined) return null;
  return {
    issuer,
    audience,
    jwksUrl: given.OIDC_JWKS_URL,
    clockSkewSeconds: given.OIDC_CLOCK_SKEW_SECONDS,
  };
}
