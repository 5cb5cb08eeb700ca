// How cost grows: with the entities of a query, and with the clients at once.
import { measure, summary } from '../measure/measured.mjs';
import { peers, startPeer } from '../peers.mjs';
import { pageVariables } from '../work/operations.mjs';
import { requestsOf } from './queries.mjs';

/** More than the price list has are asked for by naming it several times in one operation. */
const entityCounts = [1, 10, 35, 105, 350, 1_050];
const pageLength = 35;
const clientCounts = [1, 4, 16, 64, 256];
/** An answer has over a hundred bytes for each entity: a cache of half of that never holds the whole list. */
const cacheBytesPerEntity = 50;
const others = ['yoga', 'mercurius'];

/** An operation over so many services, each with an article of the other subgraph, and distinct variables for it. */
function wideWork(entities) {
  const pages = Math.ceil(entities / pageLength);
  const page = (index) =>
    `p${index}: services(first: $first, after: $after) { nodes { code name(lang: $lang) articles(first: 1, lang: $articlesLang) { title } } }`;
  const fields = Array.from({ length: pages }, (_, index) => page(index)).join(' ');
  const query = `query Wide($first: Int!, $after: String, $lang: Language!, $articlesLang: Language) { ${fields} }`;
  return { document: { query }, variables: pageVariables(Math.min(entities, pageLength)) };
}

/** What an operation of so many entities needs; by default one of a thousand is refused. */
const wideSettings = (entities, { length }) => ({
  MAX_ALIASES: '100',
  MAX_COST: '1000000',
  CACHE_MAX_BYTES: String(length * entities * cacheBytesPerEntity),
});

async function isAnswered({ base }, { path, method, headers, body }) {
  const response = await fetch(base + path, { method, headers, body });
  const { data, errors } = await response.json();
  return response.ok && !errors && data !== undefined;
}

async function measureEntities(world, name, count, options) {
  const isOurs = name === 'ours';
  const { document, variables } = wideWork(count);
  const form = isOurs ? world.textForm : peers[name].form;
  const requests = variables.map((one) => form({ document }, one));
  const program = isOurs
    ? await world.ours.start('gateway', { settings: wideSettings(count, variables) })
    : await startPeer(name, world);
  try {
    if (!(await isAnswered(program, requests[0]))) return {};
    return await measure({
      load: world.load,
      program,
      requests,
      options,
      connections: 8,
    });
  } finally {
    await program.stop();
  }
}

async function measureClients(world, name, options) {
  const isOurs = name === 'ours';
  const requests = requestsOf(world, isOurs ? world.form : peers[name].form).cross;
  const program = isOurs ? await world.ours.start() : await startPeer(name, world);
  const measured = {};
  try {
    for (const connections of clientCounts) {
      measured[`clients-${connections}`] = await measure({
        load: world.load,
        program,
        requests,
        options,
        connections,
      });
    }
    return measured;
  } finally {
    await program.stop();
  }
}

export async function measureGrowth(world, options) {
  const samples = Object.fromEntries(['ours', ...others].map((name) => [name, []]));
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const name of Object.keys(samples)) {
      world.tell(`growth, round ${round} of ${options.rounds}: ${name}`);
      const measured = await measureClients(world, name, options);
      for (const count of entityCounts)
        measured[`entities-${count}`] = await measureEntities(world, name, count, options);
      samples[name].push(measured);
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
