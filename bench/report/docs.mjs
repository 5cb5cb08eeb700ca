// Writes the results into docs/: the tables between two marks of performance.md, the raw numbers and the pictures beside it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/set-up.mjs';
import { barsTable } from './bars.mjs';
import { barsPicture, linesPicture } from './plot.mjs';
import { allBars, circumstances } from './print.mjs';
import { tableText } from './tables.mjs';

const page = join(root, 'docs/performance.md');
const folder = join(root, 'docs/performance');
const marks = { begin: '<!-- bench:begin -->', end: '<!-- bench:end -->' };

const chapters = {
  queries: 'Uncached operations in one process',
  hits: 'Answers from the cache',
  processes: 'Three processes',
  streams: 'Token streams',
  start: 'Start',
  stages: 'Where the time goes',
  growth: 'How cost grows',
  corpus: 'More data',
};

/** Pictures of a suite by file name. */
function picturesOf({ name, tables }) {
  if (name === 'queries') return tables.map((table) => [`queries-${table.work}.svg`, barsPicture(table)]);
  if (name === 'hits') return tables.map((table) => [`hits-${table.work}.svg`, barsPicture(table)]);
  if (name !== 'growth') return [];
  const [entities, clients] = tables;
  return [
    [
      'growth-entities.svg',
      linesPicture({ ...entities, title: 'Entities a query' }, 'cpuUs', 'CPU, µs a request'),
    ],
    [
      'growth-clients.svg',
      linesPicture({ ...clients, title: 'Clients at once' }, 'perSecond', 'requests a second'),
    ],
  ];
}

function chapter(result) {
  const pictures = picturesOf(result);
  for (const [file, text] of pictures) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, `${result.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  return [
    `### ${chapters[result.name]}`,
    ...result.tables.map((table) => `#${tableText(table)}`),
    ...(result.notes ?? []),
    ...pictures.map(([file]) => `![${file.slice(0, -'.svg'.length)}](performance/${file})`),
  ].join('\n\n');
}

/** Replaces what stands between the marks. @throws when the page has no marks */
export function writeDocs(report) {
  mkdirSync(folder, { recursive: true });
  const text = [circumstances(report), barsTable(allBars(report)), ...report.results.map(chapter)].join(
    '\n\n',
  );
  const { results, ...how } = report;
  writeFileSync(join(folder, 'run.json'), `${JSON.stringify(how, null, 2)}\n`);
  const old = readFileSync(page, 'utf8');
  const [before, rest] = old.split(marks.begin);
  const after = rest?.split(marks.end)[1];
  if (after === undefined) throw new Error(`${page} has no place for the results`);
  writeFileSync(page, `${before}${marks.begin}\n\n${text}\n\n${marks.end}${after}`);
}
