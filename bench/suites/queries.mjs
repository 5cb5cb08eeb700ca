// Uncached operations and mixed traffic in one process, ours beside every peer.

import { demandSameAnswers } from '../measure/answers.mjs';
import { cheapness, measure, pairedRatio, summary } from '../measure/measured.mjs';
import { chosen } from '../options.mjs';
import { peers, startPeer } from '../peers.mjs';
import { bar } from '../report/bars.mjs';
import { mixedTraffic, variablesOf } from '../work/operations.mjs';

/** Peers that take part in one work only. */
const onlyFor = { 'yoga-cached': ['mixed'] };

/** The requests of each work in the form that a program takes. */
export function requestsOf(world, form) {
  const works = Object.fromEntries(
    Object.entries(world.operations).map(([name, operation]) => [
      name,
      variablesOf(operation).map((variables) => form(operation, variables)),
    ]),
  );
  const mixed = mixedTraffic(world.operations).map(([operation, variables]) => form(operation, variables));
  return { ...works, mixed };
}

async function measureWorks({ name, program, form, works }, world, options) {
  const requests = requestsOf(world, form);
  const measured = {};
  for (const work of works) {
    const checked = requests[work].slice(0, world.checked);
    await demandSameAnswers({ name, base: program.base, requests: checked, expected: world.expected[work] });
    measured[work] = await measure({
      load: world.load,
      program,
      requests: requests[work],
      options,
    });
  }
  return measured;
}

export async function measureQueries(world, options) {
  const works = chosen([...Object.keys(world.operations), 'mixed'], options.only);
  const names = chosen(Object.keys(peers), options.only);
  const samples = Object.fromEntries(names.map((name) => [name, { theirs: [], ours: [] }]));
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const name of names) {
      world.tell(`queries, round ${round} of ${options.rounds}: ${name}, then ours`);
      const own = works.filter((work) => !onlyFor[name] || onlyFor[name].includes(work));
      if (own.length === 0) continue;
      const peer = await startPeer(name, world);
      const { form } = peers[name];
      samples[name].theirs.push(
        await measureWorks({ name, program: peer, form, works: own }, world, options).finally(peer.stop),
      );
      const ours = await world.ours.start();
      samples[name].ours.push(
        await measureWorks(
          { name: 'ours', program: ours, form: world.form, works: own },
          world,
          options,
        ).finally(ours.stop),
      );
    }
  }
  return reported(works, names, samples, world);
}

function reported(works, names, samples, world) {
  const ofWork = (list, work) => list.map((one) => one[work]).filter(Boolean);
  const tables = works.map((work) => {
    const all = names.flatMap((name) => ofWork(samples[name].ours, work));
    const rows = names
      .filter((name) => ofWork(samples[name].theirs, work).length > 0)
      .map((name) => {
        const theirs = ofWork(samples[name].theirs, work);
        const ours = ofWork(samples[name].ours, work);
        return {
          name,
          title: peers[name].title,
          ...summary(theirs),
          ratio: pairedRatio(ours, theirs),
          cpuRatio: pairedRatio(ours, theirs, cheapness),
        };
      });
    const title = work === 'mixed' ? 'mixed traffic, four in five repeated' : world.operations[work].title;
    return {
      work,
      title,
      rows: [{ name: 'ours', title: '**this gateway, one process**', ...summary(all) }, ...rows],
    };
  });
  const ratioOf = (name) =>
    tables.find(({ work }) => work === 'cross')?.rows.find((row) => row.name === name)?.ratio.median ??
    Number.NaN;
  const mixed = tables.find(({ work }) => work === 'mixed')?.rows[0];
  const line = (name, atLeast) =>
    bar(`Uncached cross-subgraph operation against: ${peers[name].title}`, ratioOf(name), { atLeast });
  return {
    name: 'queries',
    tables,
    notes: tables
      .filter(({ rows }) => Number.isFinite(rows[0].hitShare?.median))
      .map(
        ({ title, rows }) =>
          `- ${title}: ${Math.round(100 * rows[0].hitShare.median)} % from the gateway's cache.`,
      ),
    bars: [
      line('hive-http', 8),
      line('yoga', 2.5),
      line('mercurius', 0.7),
      bar('Resident memory under the mixed load, one process', mixed?.memoryMb.median ?? Number.NaN, {
        atMost: 320,
        unit: 'MB',
        digits: 0,
      }),
    ],
  };
}
