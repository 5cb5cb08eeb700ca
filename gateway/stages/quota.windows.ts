import type { Allowance } from './quota.ts';

/** What one counter says after it was asked. */
export type Count = {
  /** Whether the units were taken; those that were refused took nothing. */
  admitted: boolean;
  /** Units taken in this window so far. */
  used: number;
  /** Milliseconds since 1970. */
  resetAtMs: number;
};

/** Counters of this process, by name. */
export type Windows = {
  take(name: string, units: number, allowance: Allowance): Count;
  /** Units of a window that is over are gone with it. */
  giveBack(name: string, units: number): void;
};

type WindowParts = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Most counters held; beyond that the oldest is given up. 50,000 (some 6 MB) when absent. */
  mostCounters?: number;
};

/**
 * Fixed windows that begin with the first unit. Our own, since the library's memory limiter gives a promise for each
 * unit, starts a timer for each caller and is not bounded; this answers at once, on the path of every request.
 */
export function makeWindows({ now, mostCounters = 50_000 }: WindowParts): Windows {
  // In the order in which they began, so those that have ended are found at the front.
  const windows = new Map<string, { used: number; resetAtMs: number }>();

  function begin(name: string, at: number, windowSeconds: number) {
    windows.delete(name);
    for (const [old, { resetAtMs }] of windows) {
      if (resetAtMs > at && windows.size < mostCounters) break;
      windows.delete(old);
    }
    const window = { used: 0, resetAtMs: at + windowSeconds * 1_000 };
    windows.set(name, window);
    return window;
  }

  return {
    take(name, units, { limit, windowSeconds }) {
      const at = now();
      const held = windows.get(name);
      const running = held !== undefined && held.resetAtMs > at ? held : null;
      // To look is no use: a window begins with the first unit.
      if (running === null && units === 0) {
        return { admitted: true, used: 0, resetAtMs: at + windowSeconds * 1_000 };
      }
      const window = running ?? begin(name, at, windowSeconds);
      const admitted = window.used + units <= limit;
      if (admitted) window.used += units;
      return { admitted, used: window.used, resetAtMs: window.resetAtMs };
    },
    giveBack(name, units) {
      const held = windows.get(name);
      if (held) held.used = Math.max(held.used - units, 0);
    },
  };
}
