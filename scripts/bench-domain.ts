import { catalogueIndex } from '../services/pricing/catalogue/catalogue-index.ts';
import { committedCatalogue } from '../services/pricing/fixtures.ts';
import { makeKbli } from '../services/pricing/kbli/kbli.ts';
import { parseKbli } from '../services/pricing/kbli/kbli-files.ts';
import { readKbliFiles } from '../services/pricing/kbli/kbli-seed.ts';
import { editions } from '../services/pricing/kbli/kbli-tables.ts';
import { makeKbliSearch } from '../services/pricing/kbli/search.ts';
import { readEvaluationSet } from '../services/pricing/kbli/search-evaluation.ts';

// `npm run bench:domain`: how long the domain layer takes, without transport. It reports and asserts nothing, since
// a number belongs to the machine it was taken on.

const rounds = 5;

/** Times each call by itself; the first round warms up and does not count. */
function measured(name: string, calls: readonly (() => unknown)[]): string {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const call of calls) {
      const start = performance.now();
      call();
      if (round > 0) times.push(performance.now() - start);
    }
  }
  times.sort((one, other) => one - other);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(4);
  return `| ${name} | ${times.length} | ${at(0.5)} | ${at(0.99)} |`;
}

const tables = parseKbli(await readKbliFiles());
const kbli = makeKbli(tables);
const start = performance.now();
const search = makeKbliSearch(kbli, tables.codes);
const buildMs = performance.now() - start;

const queries = [...(await readEvaluationSet('reference')), ...(await readEvaluationSet('development'))];
const codes = tables.codes.filter(({ level }) => level === 'SUBCLASS');
const catalogue = catalogueIndex(committedCatalogue());
const services = committedCatalogue().services.map(({ code }) => code);

const lines = [
  measured(
    'KBLI search',
    queries.flatMap(({ q }) => editions.map((edition) => () => search.find(q, { edition, first: 10 }))),
  ),
  measured(
    'KBLI code',
    codes.map(
      ({ edition, code }) =>
        () =>
          kbli.find(edition, code),
    ),
  ),
  measured(
    'service by code',
    services.map((code) => () => catalogue.serviceByCode(code)),
  ),
];
console.log(`KBLI search index built in ${buildMs.toFixed(0)} ms\n`);
console.log(['| Call | Count | Median, ms | p99, ms |', '| --- | --- | --- | --- |', ...lines].join('\n'));
