import { spread } from './reader.mjs';

const hourMs = 3_600_000;

/** Slope of the line of least squares, per unit of `at`. */
function slope(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanAt, meanValue] = [mean(({ at }) => at), mean(({ value }) => value)];
  const [over, under] = points.reduce(
    ([covariance, variance], { at, value }) => [
      covariance + (at - meanAt) * (value - meanValue),
      variance + (at - meanAt) ** 2,
    ],
    [0, 0],
  );
  return under === 0 ? 0 : over / under;
}

/**
 * How something grows after the warm-up, which is the first fifth of the readings.
 * @param readings with `atMs`, in order
 * @returns medians of the first and the last tenth of the rest, and the growth an hour by least squares
 */
export function growth(readings, name) {
  const points = readings
    .slice(Math.ceil(readings.length / 5))
    .map((reading) => ({ at: reading.atMs, value: reading[name] }));
  const tenth = Math.max(1, Math.ceil(points.length / 10));
  const medianOf = (some) => spread(some.map(({ value }) => value)).median;
  return {
    first: medianOf(points.slice(0, tenth)),
    last: medianOf(points.slice(-tenth)),
    anHour: slope(points) * hourMs,
  };
}
