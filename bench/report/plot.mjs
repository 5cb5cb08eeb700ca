// Small pictures of the numbers, as SVG text: bars of requests a second, and lines over a growing number.

const width = 720;
const left = 330;
const barHeight = 22;
const colours = ['#0b6e4f', '#8d99ae', '#c17817', '#5b5f97', '#a23b72', '#2e86ab'];

const escaped = (text) => text.replaceAll('*', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const words = (x, y, text, more = '') => `<text x="${x}" y="${y}" ${more}>${escaped(text)}</text>`;

function picture(title, height, parts) {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** One bar a row, the least and the most of the rounds as a thin line. */
export function barsPicture({ title, rows }) {
  const shown = rows.filter(({ perSecond }) => Number.isFinite(perSecond?.median));
  const most = Math.max(...shown.map(({ perSecond }) => perSecond.high));
  const at = (value) => left + (value / most) * (width - left - 70);
  const parts = shown.flatMap(({ title: name, perSecond }, index) => {
    const y = 40 + index * (barHeight + 8);
    const middle = y + barHeight / 2;
    return [
      words(left - 8, middle + 4, name, 'text-anchor="end"'),
      `<rect x="${left}" y="${y}" width="${(at(perSecond.median) - left).toFixed(1)}" height="${barHeight}" fill="${index === 0 ? colours[0] : colours[1]}"/>`,
      `<line x1="${at(perSecond.low).toFixed(1)}" x2="${at(perSecond.high).toFixed(1)}" y1="${middle}" y2="${middle}" stroke="#222"/>`,
      words((at(perSecond.high) + 6).toFixed(1), middle + 4, `${Math.round(perSecond.median)}/s`),
    ];
  });
  return picture(title, 50 + shown.length * (barHeight + 8), [
    words(8, 22, title, 'font-weight="bold"'),
    ...parts,
  ]);
}

/** Lines over a number that grows, both axes in powers; `value` names what is drawn. */
export function linesPicture({ title, rows }, value, unit) {
  const names = [...new Set(rows.map(({ name }) => name))];
  const points = rows.filter((row) => Number.isFinite(row[value]?.median) && row[value].median > 0);
  const scale = (values, from, to) => {
    const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
    return (number) => from + ((Math.log(number) - low) / (high - low || 1)) * (to - from);
  };
  const x = scale(
    points.map(({ at }) => at),
    70,
    width - 130,
  );
  const y = scale(
    points.map((row) => row[value].median),
    270,
    50,
  );
  const ticks = [...new Set(points.map(({ at }) => at))];
  const lines = names.flatMap((name, index) => {
    const own = points.filter((row) => row.name === name);
    if (own.length === 0) return [];
    const path = own.map((row) => `${x(row.at).toFixed(1)},${y(row[value].median).toFixed(1)}`).join(' ');
    const last = own.at(-1);
    return [
      `<polyline points="${path}" fill="none" stroke="${colours[index]}" stroke-width="2"/>`,
      words(
        (x(last.at) + 6).toFixed(1),
        (y(last[value].median) + 4).toFixed(1),
        name,
        `fill="${colours[index]}"`,
      ),
      ...own.map((row) =>
        words(
          x(row.at).toFixed(1),
          (y(row[value].median) - 6).toFixed(1),
          String(Math.round(row[value].median)),
          `fill="${colours[index]}" font-size="9" text-anchor="middle"`,
        ),
      ),
    ];
  });
  return picture(title, 310, [
    words(8, 22, `${title}: ${unit}`, 'font-weight="bold"'),
    ...ticks.map((at) => words(x(at).toFixed(1), 295, String(at), 'text-anchor="middle"')),
    ...lines,
  ]);
}
