import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Caller } from './caller.ts';

/** Who asks, as JSON in base64url, and the proof that another process of ours says so. */
export const callerHeader = 'x-zantara-caller';
export const signatureHeader = 'x-zantara-signature';

export type SignedHeaders = { [callerHeader]: string; [signatureHeader]: string };

/** What processes of ours tell each other about a call. Both ends hold the same secret. */
export type SignedCalls = {
  /** The headers that go with a body. */
  sign(caller: Caller, body: string): SignedHeaders;
  /**
   * The caller that a signed call names.
   * @param body as it came in, before it is parsed
   * @returns null for a call that was not signed with this secret, was changed, is over 30 s old, or comes again
   */
  verify(headers: Readonly<Record<string, string | string[] | undefined>>, body: string): Caller | null;
};

type SigningParts = {
  secret: string;
  /** Milliseconds since 1970; the system's when absent. */
  now?(): number;
};

const windowMs = 30_000;
const signature = /^v1\.(\d{13})\.([\w-]{22})\.([\w-]{43})$/;

const callerShape = z.strictObject({
  kind: z.enum(['ANONYMOUS', 'SESSION', 'API_KEY', 'USER']),
  id: z.string(),
  scopes: z.array(z.string()),
  name: z.string().optional(),
  requestsPerMinute: z.number().optional(),
  expiresAt: z.number().optional(),
});

/** Signs and checks calls between our own processes: HMAC-SHA-256 over time, nonce, caller and body. */
export function makeSignedCalls({ secret, now = Date.now }: SigningParts): SignedCalls {
  // In the order in which they came, so the oldest are found at the front.
  const seen = new Map<string, number>();

  function macOf(sentAt: string, nonce: string, caller: string, body: string): string {
    const text = `call:v1\n${sentAt}\n${nonce}\n${caller}\n${body}`;
    return createHmac('sha256', secret).update(text).digest('base64url');
  }

  function isRepeated(nonce: string): boolean {
    for (const [old, at] of seen) {
      if (now() - at <= 2 * windowMs) break;
      seen.delete(old);
    }
    if (seen.has(nonce)) return true;
    seen.set(nonce, now());
    return false;
  }

  return {
    sign(caller, body) {
      const told = Buffer.from(JSON.stringify(caller)).toString('base64url');
      const sentAt = String(now());
      const nonce = randomBytes(16).toString('base64url');
      const mac = macOf(sentAt, nonce, told, body);
      return { [callerHeader]: told, [signatureHeader]: `v1.${sentAt}.${nonce}.${mac}` };
    },
    verify({ [callerHeader]: told, [signatureHeader]: given }, body) {
      if (typeof told !== 'string' || typeof given !== 'string') return null;
      const [, sentAt = '', nonce = '', mac = ''] = signature.exec(given) ?? [];
      const expected = macOf(sentAt, nonce, told, body);
      if (!isSameText(mac, expected)) return null;
      if (Math.abs(now() - Number(sentAt)) > windowMs || isRepeated(nonce)) return null;
      return callerShape.parse(JSON.parse(Buffer.from(told, 'base64url').toString()));
    },
  };
}

/** Compares in a time that tells nothing of where two texts differ. */
export function isSameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
