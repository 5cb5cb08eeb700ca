// How cost grows: with the entities of a query, and with the clients at once.
import { measure, summary } from '../measure/measured.mjs';
import { peers, startPeer } from '../peers.mjs';
import { requestsOf } from './queries.mjs';

/** More than the price list has are asked for by naming it several times in one operation. */
const entityCounts = [1, 10, 35, 105, 350, 1_050];
const pageLength = 35;
const clientCounts = [1, 4, 16, 64, 256];
const mostRounds = 3;
/** What an operation of a thousand entities needs; by default such a one is refused. */
const wideLimits = { MAX_ALIASES: '100', MAX_COST: '1000000' };
const others = ['yoga', 'mercurius'];

/** An operation over so many services, each with an article of the other subgraph; one text for each language. */
function wideRequests(form, entities) {
  const pages = Math.ceil(entities / pageLength);
  const first = Math.min(entities, pageLength);
  const page = (index) =>
    `p${index}: services(first: ${first}) { nodes { code name(lang: $lang) articles(first: 1, lang: $lang) { title } } }`;
  const fields = Array.from({ length: pages }, (_, index) => page(index)).join(' ');
  const document = { query: `query Wide($lang: Language!) { ${fields} }` };
  return ['EN', 'ID', 'IT'].map((lang) => form({ document }, { lang }));
}

async function isAnswered({ base }, { path, method, headers, body }) {
  const response = await fetch(base + path, { method, headers, body });
  const { data, errors } = await response.json();
  return response.ok && !errors && data !== undefined;
}

async function measureOne(world, program, { form, textForm }, options) {
  const measured = {};
  const { load } = world;
  for (const count of entityCounts) {
    const requests = wideRequests(textForm, count);
    if (!(await isAnswered(program, requests[0]))) continue;
    measured[`entities-${count}`] = await measure({ load, program, requests, options, connections: 8 });
  }
  const requests = requestsOf(world, form).cross;
  for (const connections of clientCounts) {
    measured[`clients-${connections}`] = await measure({ load, program, requests, options, connections });
  }
  return measured;
}

export async function measureGrowth(world, options) {
  const rounds = Math.min(options.rounds, mostRounds);
  const samples = Object.fromEntries(['ours', ...others].map((name) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const name of Object.keys(samples)) {
      world.tell(`growth, round ${round} of ${rounds}: ${name}`);
      const program =
        name === 'ours'
          ? await world.ours.start('gateway', { settings: wideLimits })
          : await startPeer(name, world);
      const forms = name === 'ours' ? world : { form: peers[name].form, textForm: peers[name].form };
      samples[name].push(await measureOne(world, program, forms, options).finally(program.stop));
    }
  }
  const titleOf = (name) => (name === 'ours' ? '**this gateway**' : peers[name].title);
  const table = (kind, counts, title) => ({
    work: kind,
    title,
    rows: counts.flatMap((count) =>
      Object.keys(samples).map((name) => ({
        name,
        at: count,
        title: `${count}: ${titleOf(name)}`,
        ...summary(samples[name].map((one) => one[`${kind}-${count}`] ?? {})),
      })),
    ),
  });
  return {
    name: 'growth',
    tables: [
      table(
        'entities',
        entityCounts,
        'Entities a query (ad-hoc document, 8 clients, limits on aliases and cost raised)',
      ),
      table('clients', clientCounts, 'Clients at once, 10 services with an article each'),
    ],
  };
}
