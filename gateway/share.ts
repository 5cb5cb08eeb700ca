import type { Caller } from '../services/shared/caller.ts';
import { type PromiseOrValue, whenReady } from '../services/shared/promise-or-value.ts';
import { type QuotaState, type Quotas, type QuotaTier, rateLimited } from './stages/quota.ts';

/** What one operation or request takes of its caller's quota. */
export type Share = {
  /**
   * Takes units, all or none.
   * @param tier the caller's own when absent
   * @throws AppError RATE_LIMITED, at once or as a rejection
   */
  take(units: number, tier?: QuotaTier): PromiseOrValue<void>;
  /** Gives units back that were taken for what turned out to be free. */
  giveBack(units: number): void;
};

/**
 * @param onState told where the caller's quota stands, each time that it changes
 * @param taken where it stands after what was asked for already
 * @throws AppError RATE_LIMITED when that was refused
 */
export function shareOf(
  quotas: Quotas,
  caller: () => Caller,
  onState: (state: QuotaState) => void,
  taken?: QuotaState,
): Share {
  let last: QuotaState | null = null;
  const tell = (state: QuotaState) => {
    last = state;
    onState(state);
  };
  const admit = (state: QuotaState) => {
    tell(state);
    if (!state.allowed) throw rateLimited(state);
  };
  if (taken) admit(taken);

  return {
    take: (units, tier) => whenReady(quotas.take(caller(), units, tier), admit),
    giveBack(units) {
      quotas.giveBack(caller(), units);
      if (last) tell(afterGivingBack(last, units));
    },
  };
}

/** Where a quota stands once units are given back. */
export function afterGivingBack(state: QuotaState, units: number): QuotaState {
  return { ...state, remaining: Math.min(state.remaining + units, state.limit) };
}
