/** A line of what has to hold. @param value what was measured @param atLeast or atMost, the bar */
export function bar(title, value, { atLeast, atMost, unit = '×', digits = 2 }) {
  const holds = atLeast === undefined ? value <= atMost : value >= atLeast;
  const wanted = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  return {
    title,
    bar: `${wanted} ${unit}`,
    value: Number.isFinite(value) ? `${value.toFixed(digits)} ${unit}` : 'not measured',
    verdict: !Number.isFinite(value) ? 'not measured' : holds ? 'holds' : 'falls short',
  };
}

export function barsTable(bars) {
  return [
    '| Must hold | Bar | Measured | |',
    '| --- | --- | --- | --- |',
    ...bars.map(
      ({ title, bar: wanted, value, verdict }) => `| ${title} | ${wanted} | ${value} | ${verdict} |`,
    ),
  ].join('\n');
}
