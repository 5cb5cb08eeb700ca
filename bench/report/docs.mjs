// Writes the results into docs/: raw numbers and pictures of each suite into docs/performance/, and all suites that were ever
// written, whether measured now or before, as tables between two marks of docs/performance.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/set-up.mjs';
import { barsTable } from './bars.mjs';
import { merged } from './merged.mjs';
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
  if (name === 'queries' || name === 'hits') {
    return tables
      .filter(({ rows }) => rows.length > 1)
      .map((table) => [`${name}-${table.work}.svg`, barsPicture(table)]);
  }
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

function chapter({ run, ...result }) {
  const pictures = picturesOf(result);
  for (const [file, text] of pictures) writeFileSync(join(folder, file), text);
  return [
    `### ${chapters[result.name]}`,
    run,
    ...result.tables.map((table) => [`#${tableText(table)}`, ...(table.run ? [table.run] : [])].join('\n\n')),
    ...(result.notes?.length > 0 ? [result.notes.join('\n')] : []),
    ...pictures.map(([file]) => `![${file.slice(0, -'.svg'.length)}](performance/${file})`),
  ].join('\n\n');
}

/** Replaces what stands between the marks. @throws when the page has no marks */
export function writeDocs(report) {
  mkdirSync(folder, { recursive: true });
  const fileOf = (name) => join(folder, `${name}.json`);
  for (const result of report.results) {
    const file = fileOf(result.name);
    const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    const written = { run: circumstances(report), machine: report.machine, ...merged(result, before) };
    writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
  }
  const results = Object.keys(chapters)
    .map(fileOf)
    .filter(existsSync)
    .map((file) => JSON.parse(readFileSync(file, 'utf8')));
  const text = [barsTable(allBars({ results })), ...results.map(chapter)].join('\n\n');
  const [before, rest] = readFileSync(page, 'utf8').split(marks.begin);
  const after = rest?.split(marks.end)[1];
  if (after === undefined) throw new Error(`${page} has no place for the results`);
  writeFileSync(page, `${before}${marks.begin}\n\n${text}\n\n${marks.end}${after}`);
}
