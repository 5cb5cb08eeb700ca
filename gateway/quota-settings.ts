import { flag, wholeNumber } from '../services/shared/env.ts';
import type { Allowance, QuotaTier } from './stages/quota.ts';

const units = wholeNumber(1, 1_000_000);
const seconds = wholeNumber(1, 86_400);

/** How much each caller may ask. */
export const quotaVariables = {
  RATE_LIMIT: flag.default(true),
  RATE_LIMIT_GLOBAL: units.default(30),
  RATE_LIMIT_GLOBAL_SECONDS: seconds.default(900),
  RATE_LIMIT_SESSION: units.default(120),
  RATE_LIMIT_SESSION_SECONDS: seconds.default(60),
  RATE_LIMIT_API: units.default(20),
  RATE_LIMIT_API_SECONDS: seconds.default(60),
  RATE_LIMIT_STRICT: units.default(5),
  RATE_LIMIT_STRICT_SECONDS: seconds.default(3_600),
};

type Given = {
  RATE_LIMIT: boolean;
} & Record<`RATE_LIMIT_${QuotaTier}` | `RATE_LIMIT_${QuotaTier}_SECONDS`, number>;

export type QuotaSettings = {
  /** False: nobody is ever refused; not in production. */
  enabled: boolean;
  /** Callers on this very machine are not counted; never in production, where a proxy may look like one. */
  loopbackExempt: boolean;
  tiers: Readonly<Record<QuotaTier, Allowance>>;
};

export function quotaSettings(given: Given, production: boolean): QuotaSettings {
  const tier = (name: QuotaTier): Allowance => ({
    limit: given[`RATE_LIMIT_${name}`],
    windowSeconds: given[`RATE_LIMIT_${name}_SECONDS`],
  });
  return {
    enabled: given.RATE_LIMIT,
    loopbackExempt: !production,
    tiers: { GLOBAL: tier('GLOBAL'), SESSION: tier('SESSION'), API: tier('API'), STRICT: tier('STRICT') },
  };
}
