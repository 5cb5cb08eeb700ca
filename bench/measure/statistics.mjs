/** The value at a share of the sorted values, 0 to 1; NaN of none. */
export function quantile(values, share) {
  const sorted = values.filter(Number.isFinite).sort((one, other) => one - other);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

export const median = (values) => quantile(values, 0.5);

/** Median with the least and the most, and how many there were. */
export function spreadOf(values) {
  const finite = values.filter(Number.isFinite);
  return {
    median: median(finite),
    low: Math.min(...finite),
    high: Math.max(...finite),
    rounds: finite.length,
  };
}
