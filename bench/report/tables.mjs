const digitsOf = (value) => (value >= 100 ? 0 : value >= 10 ? 1 : 2);
const number = (value) => (Number.isFinite(value) ? value.toFixed(digitsOf(value)) : '–');

/** The median, and the least and the most of the rounds where there were several. */
export function spreadText(spread) {
  if (!spread || !Number.isFinite(spread.median)) return '–';
  const range = spread.rounds > 1 ? ` (${number(spread.low)}–${number(spread.high)})` : '';
  return `${number(spread.median)}${range}`;
}

const usualColumns = [
  ['requests/s', 'perSecond'],
  ['CPU, µs a request', 'cpuUs'],
  ['p50, ms', 'p50Ms'],
  ['p99, ms', 'p99Ms'],
  ['memory, MB', 'memoryMb'],
];

/** One table as Markdown. `columns` are `[title, name of the spread]`; ratios come last where there are any. */
export function tableText({ title, rows, columns = usualColumns, ratioTitle = 'ours / theirs' }) {
  const ratios = [
    [ratioTitle, 'ratio'],
    ['CPU, theirs / ours', 'cpuRatio'],
  ].filter(([, name]) => rows.some((row) => row[name]));
  const all = [...columns, ...ratios];
  return [
    `### ${title}`,
    '',
    `| | ${all.map(([name]) => name).join(' | ')} |`,
    `| --- |${' --- |'.repeat(all.length)}`,
    ...rows.map((row) => `| ${row.title} | ${all.map(([, name]) => spreadText(row[name])).join(' | ')} |`),
  ].join('\n');
}
