import type { Caller } from '../../shared/caller.ts';
import { AppError } from '../../shared/errors.ts';

/** What an id of ours looks like; anything else names nothing, and no store is asked. */
export function isId(text: string): boolean {
  return /^[\w-]{22}$/.test(text);
}

/**
 * The name under which a caller's conversations are kept.
 * @throws UNAUTHENTICATED for a caller without a name of its own: many can share a network address
 */
export function ownerOf({ kind, id }: Caller): string {
  if (kind === 'ANONYMOUS') throw new AppError('UNAUTHENTICATED', 'a conversation needs a session or more');
  return id;
}

/**
 * The one door to conversations and answers: what belongs to somebody else is as absent as what never was.
 * @returns null for both
 */
export function ownOf<Owned extends { ownerId: string }>(found: Owned | null, caller: Caller): Owned | null {
  return found !== null && caller.kind !== 'ANONYMOUS' && found.ownerId === caller.id ? found : null;
}

/** @throws NOT_FOUND for what is absent or somebody else's; the two can't be told apart */
export function requiredOf<Owned extends { ownerId: string }>(found: Owned | null, caller: Caller): Owned {
  const own = ownOf(found, caller);
  if (own === null) throw new AppError('NOT_FOUND', 'absent, or of another owner');
  return own;
}
