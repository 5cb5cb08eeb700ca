import type { GraphQLError } from 'graphql';

const realm = 'realm="zantara"';

/**
 * What `www-authenticate` says with an error: that a token or key is wanted, that this one is not believed and why, or
 * which scopes it lacks. RFC 6750 (October 2012), section 3.
 * @returns null for an error that asks for no other identity
 */
export function challengeOf({ message, extensions }: GraphQLError): string | null {
  const { code, reason, scopes } = extensions;
  if (code === 'UNAUTHENTICATED') {
    return typeof reason === 'string'
      ? `Bearer ${realm}, error="invalid_token", error_description="${message}"`
      : `Bearer ${realm}`;
  }
  if (code !== 'FORBIDDEN' || !Array.isArray(scopes)) return null;
  // The header has room for one set only, and scopes hold no quotation marks.
  const [set = []] = scopes as string[][];
  return `Bearer ${realm}, error="insufficient_scope", scope="${set.join(' ')}"`;
}
