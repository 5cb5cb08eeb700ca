// Three processes: what the gateway process itself costs. Subgraphs that serve prepared bytes leave nothing else to
// measure; the real ones are reported beside them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/set-up.mjs';
import { dataOf, demandSameAnswers } from '../measure/answers.mjs';
import { cores } from '../measure/cores.mjs';
import { cheapness, measure, pairedRatio, summary } from '../measure/measured.mjs';
import { startPeer } from '../peers.mjs';
import { bar } from '../report/bars.mjs';
import { byText } from '../work/requests.mjs';
import { requestsOf } from './queries.mjs';

const works = ['cross', 'service'];
const hiveTitle = 'Hive runtime, Rust planner';

/** Our supergraph with the addresses of subgraphs put in. */
function supergraphAt(urls, path) {
  const sdl = readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8');
  const placed = sdl.replaceAll(/@join__graph\(name: "(\w+)", url: "[^"]*"\)/g, (_, name) => {
    return `@join__graph(name: "${name}", url: "${urls[name] ?? 'http://127.0.0.1:9/'}")`;
  });
  writeFileSync(path, placed);
  return path;
}

/** The real pricing and chat, and what stands before them: prepared bytes, or nothing but a pass. */
async function startSubgraphs(world) {
  const { ours, folder } = world;
  const { CHAT_GATEWAY_SECRET } = ours.secrets;
  const core = cores.others;
  const pricing = await ours.start('pricing', { core });
  const chat = await ours.start('chat', { core });
  const settings = { TARGETS: `pricing=${pricing.base},chat=${chat.base}`, SECRET: CHAT_GATEWAY_SECRET };
  const bytes = await startPeer('bytes', world, settings, core);
  const pass = await startPeer('bytes', world, { ...settings, PASS: 'on' }, core);
  const wayTo = ({ base }, name) => {
    const urls = { pricing: `${base}/pricing/graphql`, chat: `${base}/chat/graphql` };
    return { urls, supergraph: supergraphAt(urls, join(folder, `supergraph-${name}.graphql`)) };
  };
  const all = [bytes, pass, chat, pricing];
  return {
    pricing,
    bytes: wayTo(bytes, 'bytes'),
    real: wayTo(pass, 'real'),
    counts: () => fetch(`${bytes.base}/counts`).then((answer) => answer.json()),
    memoryMb: () => ({ pricing: pricing.memoryMb().now, chat: chat.memoryMb().now }),
    async stop() {
      for (const one of all) await one.stop();
    },
  };
}

/** @param counts calls that the prepared bytes knew and did not know, where there are such */
async function measureGateway({ name, program, form }, world, options, counts) {
  const requests = requestsOf(world, form);
  const measured = { known: 0, passed: 0 };
  for (const work of works) {
    const checked = requests[work].slice(0, world.checked);
    await demandSameAnswers({ name, base: program.base, requests: checked, expected: world.expected[work] });
    // Everything once, so that the prepared bytes are known.
    if (counts) await dataOf(program.base, requests[work]);
    const before = await counts?.();
    const one = { load: world.load, program, requests: requests[work], options };
    measured[work] = await measure(one);
    measured[`${work}-alone`] = await measure({ ...one, connections: 1 });
    if (!counts) continue;
    const after = await counts();
    for (const kind of ['known', 'passed']) measured[kind] += after[kind] - before[kind];
  }
  return measured;
}

export async function measureProcesses(world, options) {
  const subgraphs = await startSubgraphs(world);
  const samples = { bytes: { ours: [], theirs: [] }, real: { ours: [], theirs: [] } };
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const kind of ['bytes', 'real']) {
        world.tell(`processes, round ${round} of ${options.rounds}: subgraphs ${kind}`);
        const { urls, supergraph } = subgraphs[kind];
        const counts = kind === 'bytes' ? subgraphs.counts : undefined;
        const hive = await startPeer('hive', world, { SUPERGRAPH: supergraph, SUBGRAPHS: 'by=supergraph' });
        samples[kind].theirs.push(
          await measureGateway(
            { name: 'hive', program: hive, form: byText() },
            world,
            options,
            counts,
          ).finally(hive.stop),
        );
        const settings = world.ours.remote(urls, subgraphs.pricing);
        const ours = await world.ours.start('gateway', { settings });
        samples[kind].ours.push(
          await measureGateway(
            { name: 'ours', program: ours, form: world.form },
            world,
            options,
            counts,
          ).finally(ours.stop),
        );
      }
    }
    return reported(samples, subgraphs.memoryMb());
  } finally {
    await subgraphs.stop();
  }
}

const kinds = { bytes: 'subgraphs that serve prepared bytes', real: 'the real subgraphs' };
const titles = { cross: '10 services with an article each', service: 'service by code' };

function reported(samples, memory) {
  const tables = Object.entries(kinds).flatMap(([kind, where]) =>
    works.flatMap((work) =>
      [work, `${work}-alone`].map((name) => {
        const ours = samples[kind].ours.map((one) => one[name]);
        const theirs = samples[kind].theirs.map((one) => one[name]);
        return {
          work: `${kind}-${name}`,
          title: `${titles[work]}, ${where}${name === work ? '' : ', one client'}`,
          ratioTitle: 'CPU, theirs / ours',
          rows: [
            { name: 'ours', title: '**this gateway, its process alone**', ...summary(ours) },
            {
              name: 'hive',
              title: hiveTitle,
              ...summary(theirs),
              ratio: pairedRatio(ours, theirs, cheapness),
            },
          ],
        };
      }),
    ),
  );
  const of = (work) => tables.find((table) => table.work === work).rows;
  const [ours, hive] = of('bytes-cross-alone');
  const total = (kind) =>
    [...samples.bytes.ours, ...samples.bytes.theirs].reduce((sum, one) => sum + one[kind], 0);
  const memoryBar = (name, value, atMost) =>
    bar(`Resident memory after the load, ${name} process`, value, { atMost, unit: 'MB', digits: 0 });
  return {
    name: 'processes',
    tables,
    notes: [
      `- While it was measured the prepared bytes answered ${total('known')} calls; ${total('passed')} were unknown and passed on.`,
    ],
    bars: [
      bar('Three processes, gateway CPU per request against stock Hive', of('bytes-cross')[1].ratio.median, {
        atLeast: 1.5,
      }),
      bar(
        'Three processes, p99 at one client as a share of stock Hive’s',
        ours.p99Ms.median / hive.p99Ms.median,
        {
          atMost: 1,
        },
      ),
      memoryBar('gateway', Math.max(...samples.real.ours.map((one) => one.cross.memoryMb)), 200),
      memoryBar('pricing', memory.pricing, 200),
      memoryBar('chat', memory.chat, 250),
    ],
  };
}
