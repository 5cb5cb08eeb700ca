import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { AppError } from '../../services/shared/errors.ts';
import type { Logger } from '../../services/shared/logger.ts';
import type { TokenSettings } from '../identity-settings.ts';

type KeyParts = {
  settings: Pick<TokenSettings, 'issuer' | 'jwksUrl'>;
  logger: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  /** How long the issuer may take; 3 s when absent. */
  deadlineMs?: number;
};

/** After this the keys are read again before the next unknown token is looked at. */
export const keysMaxAgeMs = 600_000;

/** Between two readings, however many tokens name keys that we do not have. */
const coolDownMs = 10_000;

const keySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

/**
 * The issuer's public keys, by the token's header. A key that we do not have is asked for anew, so the issuer may change
 * keys at any time; while it can't be reached the last keys go on. The library's own remote set would refuse every token
 * by then, and ask again for each.
 * @throws AppError DOWNSTREAM_SERVICE_ERROR when the keys could never be read; JWKSNoMatchingKey of the library
 */
export function makeIssuerKeys({ settings, logger, now, deadlineMs = 3_000 }: KeyParts): JWTVerifyGetKey {
  const configurationUrl = `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const configuration = z.looseObject({
    issuer: z.literal(settings.issuer),
    jwks_uri: z.url({ protocol: settings.issuer.startsWith('https:') ? /^https$/ : /^https?$/ }),
  });
  let held: { find: ReturnType<typeof createLocalJWKSet>; readAtMs: number } | null = null;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  let away = false;

  async function read(): Promise<void> {
    triedAtMs = now();
    try {
      const signal = AbortSignal.timeout(deadlineMs);
      const url = settings.jwksUrl ?? configuration.parse(await fetchJson(configurationUrl, signal)).jwks_uri;
      held = { find: createLocalJWKSet(keySet.parse(await fetchJson(url, signal))), readAtMs: now() };
      if (away) logger.info('the keys of the issuer can be read again');
      away = false;
    } catch (error) {
      if (!away) logger.warn({ err: error }, 'the keys of the issuer can not be read');
      away = true;
    }
  }

  /** Reads anew, unless that was just done; those who come at the same time wait for the same reading. */
  async function readAgain(): Promise<void> {
    if (reading === null && now() - triedAtMs < coolDownMs) return;
    reading ??= read().finally(() => {
      reading = null;
    });
    await reading;
  }

  return async (header, token) => {
    if (held === null || now() - held.readAtMs >= keysMaxAgeMs) await readAgain();
    if (held === null) {
      const publicMessage = 'Tokens can not be checked now.';
      throw new AppError('DOWNSTREAM_SERVICE_ERROR', 'no keys of the issuer', { publicMessage });
    }
    try {
      return await held.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await readAgain();
      return held.find(header, token);
    }
  };
}

async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const answer = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  if (answer.ok) return answer.json();
  await answer.body?.cancel();
  throw new Error(`The issuer answered ${answer.status}`);
}
