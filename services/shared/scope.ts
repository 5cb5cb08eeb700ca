import type { Caller } from './caller.ts';
import { AppError } from './errors.ts';

/** Every right that a key or token can carry. What needs none of them is open to all. */
export const scopes = ['admin', 'knowledge:write'] as const;

export type Scope = (typeof scopes)[number];

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}

/**
 * Lets only callers with the scope pass. No scope holds another one.
 * @throws UNAUTHENTICATED for a caller with neither key nor token, FORBIDDEN for one whose scopes lack it
 */
export function requireScope({ kind, scopes: held }: Caller, scope: Scope): void {
  if (held.includes(scope)) return;
  const isKnown = kind === 'API_KEY' || kind === 'USER';
  throw new AppError(isKnown ? 'FORBIDDEN' : 'UNAUTHENTICATED', `the scope ${scope} is missing`);
}
