import type { Caller } from '../../services/shared/caller.ts';
import { AppError } from '../../services/shared/errors.ts';
import type { Logger } from '../../services/shared/logger.ts';
import { isLoopback } from '../address.ts';
import type { QuotaSettings } from '../quota-settings.ts';
import type { SharedWindows } from './quota.redis.ts';
import { type Count, makeWindows } from './quota.windows.ts';

/**
 * Whose share is taken from. STRICT is asked for by name: saving for others to see, ingestion, key management, failed
 * authentications. The others follow from who asks.
 */
export type QuotaTier = 'GLOBAL' | 'SESSION' | 'API' | 'STRICT';

/** So many units in so long a window, which begins with the first. */
export type Allowance = { limit: number; windowSeconds: number };

/** Where a caller's share stands. */
export type QuotaState = {
  /** False: the units were refused, and none of them taken. */
  allowed: boolean;
  tier: QuotaTier;
  limit: number;
  windowSeconds: number;
  remaining: number;
  /** Milliseconds since 1970. */
  resetAtMs: number;
  /** Rounded up, at least 1; 0 when allowed. */
  retryAfterSeconds: number;
};

export type Quotas = {
  /**
   * Takes units in one step: all or none. At once from memory, by a promise from Redis; it never fails.
   * @param units whole, 0 or more
   * @param tier the caller's own when absent
   */
  take(caller: Caller, units: number, tier?: QuotaTier): QuotaState | Promise<QuotaState>;
  /** Gives units back that were taken in the caller's own tier. It never fails, and nobody waits for it. */
  giveBack(caller: Caller, units: number): void;
  /** Looks without taking; `allowed` says whether one more unit is left. */
  peek(caller: Caller, tier?: QuotaTier): QuotaState | Promise<QuotaState>;
  /** Whether nothing is to be taken from callers at this address; quotas may be off altogether. */
  isExempt(address: string): boolean;
};

export type QuotaCounts = {
  /** Somebody was refused. */
  refused(tier: QuotaTier): void;
  /** Whether this process counts by itself although a Redis is set. */
  alone(isAlone: boolean): void;
};

type QuotaParts = {
  settings: QuotaSettings;
  logger: Logger;
  /** Counters that all gateways share; absent: they are those of this process. */
  shared?: SharedWindows;
  counts?: QuotaCounts;
  /** Milliseconds since 1970; the system's when absent. */
  now?(): number;
};

/** What one question of a quota is about. */
type Question = { caller: Caller; units: number; tier: QuotaTier; allowance: Allowance };

/**
 * The share of every caller, by whichever way they ask. While Redis is away each process counts by itself, from nothing,
 * and goes back to the common counters when it is there again.
 */
export function makeQuotas(parts: QuotaParts): Quotas {
  const { settings, logger, shared = null, counts, now = Date.now } = parts;
  const own = {
    GLOBAL: makeWindows({ now }),
    SESSION: makeWindows({ now }),
    API: makeWindows({ now }),
    STRICT: makeWindows({ now }),
  };
  let alone = false;

  function setAlone(isAlone: boolean): void {
    if (alone !== isAlone) counts?.alone(isAlone);
    alone = isAlone;
  }

  function countAlone({ caller, units, tier, allowance }: Question): Count {
    if (shared && !alone) logger.warn('quotas are counted in this process alone');
    setAlone(shared !== null);
    return own[tier].take(caller.id, units, allowance);
  }

  async function countShared(windows: SharedWindows, question: Question): Promise<Count> {
    const { caller, units, tier, allowance } = question;
    try {
      const count = await windows.take(`${tier}:${caller.id}`, units, allowance);
      if (alone) logger.info('quotas are counted in Redis again');
      setAlone(false);
      return count;
    } catch {
      return countAlone(question);
    }
  }

  function ask(
    caller: Caller,
    units: number,
    tier: QuotaTier,
    isAllowed: (count: Count, limit: number) => boolean,
  ): QuotaState | Promise<QuotaState> {
    const allowance = allowanceOf(caller, tier);
    const question = { caller, units, tier, allowance };
    const stateOf = (count: Count) => {
      const allowed = isAllowed(count, allowance.limit);
      // Looking is never refused.
      if (!allowed && units > 0) counts?.refused(tier);
      return quotaState(question, count, allowed, now);
    };
    if (!shared?.isReachable()) return stateOf(countAlone(question));
    return countShared(shared, question).then(stateOf);
  }

  function allowanceOf({ requestsPerMinute }: Caller, tier: QuotaTier): Allowance {
    if (tier !== 'API' || requestsPerMinute === undefined) return settings.tiers[tier];
    return { limit: requestsPerMinute, windowSeconds: 60 };
  }

  return {
    take: (caller, units, tier = tierOf(caller)) => ask(caller, units, tier, wasAdmitted),
    giveBack(caller, units) {
      const tier = tierOf(caller);
      if (!shared?.isReachable()) own[tier].giveBack(caller.id, units);
      // A unit too many taken is of no consequence.
      else shared.giveBack(`${tier}:${caller.id}`, units, allowanceOf(caller, tier)).catch(() => {});
    },
    peek: (caller, tier = tierOf(caller)) => ask(caller, 0, tier, hasMore),
    isExempt: (address) => !settings.enabled || (settings.loopbackExempt && isLoopback(address)),
  };
}

const wasAdmitted = ({ admitted }: Count): boolean => admitted;
const hasMore = ({ used }: Count, limit: number): boolean => used < limit;

function tierOf({ kind }: Caller): QuotaTier {
  if (kind === 'ANONYMOUS') return 'GLOBAL';
  return kind === 'SESSION' ? 'SESSION' : 'API';
}

function quotaState(
  { tier, allowance }: Question,
  count: Count,
  allowed: boolean,
  now: () => number,
): QuotaState {
  const { limit, windowSeconds } = allowance;
  const { resetAtMs, used } = count;
  const remaining = Math.max(limit - used, 0);
  const retryAfterSeconds = allowed ? 0 : Math.max(Math.ceil((resetAtMs - now()) / 1_000), 1);
  return { allowed, tier, limit, windowSeconds, remaining, resetAtMs, retryAfterSeconds };
}

/** The refusal that a state stands for. */
export function rateLimited({ tier, limit, windowSeconds, retryAfterSeconds }: QuotaState): AppError {
  return new AppError('RATE_LIMITED', `over ${limit} in ${windowSeconds} s (${tier})`, {
    publicMessage: `Too many requests. Try again in ${retryAfterSeconds} s.`,
    details: { tier, retryAfterSeconds },
  });
}
