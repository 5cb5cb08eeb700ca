import * as z from 'zod';

/** What the gateway learns of an API key that holds. */
export const knownKey = z.object({
  id: z.string(),
  /** Whom it speaks for; the same before and after a rotation. */
  callerId: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  /** A quota of its own; null: the usual one for keys. */
  requestsPerMinute: z.int().nullable(),
});

export type KnownKey = z.infer<typeof knownKey>;

/** How keys are asked for: access itself in one process, its private address in three. */
export type KeyLookup = {
  /**
   * The key whose secret has this hash, which counts as its use.
   * @returns null when there is none, or when it was revoked
   */
  find(secretHash: string, signal: AbortSignal): Promise<KnownKey | null>;
  /** The ids of the keys that were revoked in the last seconds, at most 3600, in no order. */
  revokedWithin(seconds: number, signal: AbortSignal): Promise<string[]>;
  /** Hears of each revocation in this process as it happens; absent for a look-up elsewhere. */
  onRevoked?(listener: (id: string) => void): void;
};

/** The longest time that revocations are looked back for, in seconds. */
export const longestLookBackS = 3_600;

/** The two questions of the port, as they are sent to another process. */
export const keyQuestion = z.union([
  z.strictObject({ hash: z.string().regex(/^[\da-f]{64}$/) }),
  z.strictObject({ revokedWithinSeconds: z.int().min(1).max(longestLookBackS) }),
]);

export type KeyQuestion = z.infer<typeof keyQuestion>;

export const foundAnswer = z.object({ key: knownKey.nullable() });
export const revokedAnswer = z.object({ revoked: z.array(z.string()) });
