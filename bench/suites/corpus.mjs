// The domain under ten times the data: as many services, and as many articles, in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/set-up.mjs';
import { quantile, spreadOf } from '../measure/statistics.mjs';
import { compiled } from '../ours.mjs';

const factors = [1, 10];
const calls = 2_000;

async function timesOf(call) {
  const times = [];
  for (let at = 0; at < calls; at += 1) {
    const startedAt = performance.now();
    await call(at);
    times.push((performance.now() - startedAt) * 1_000);
  }
  const counted = times.slice(calls / 4);
  return { medianUs: quantile(counted, 0.5), p99Us: quantile(counted, 0.99) };
}

/** Copies of a list, the first as it is; `renamed` gives the others names of their own. */
const copies = (list, factor, renamed) =>
  Array.from({ length: factor }, (_, copy) =>
    list.map((one) => (copy === 0 ? one : renamed(one, copy))),
  ).flat();

async function ofCatalogue(factor) {
  const { catalogueOf } = await compiled('services/pricing/catalogue/catalogue.js');
  const { catalogueIndex } = await compiled('services/pricing/catalogue/catalogue-index.js');
  const given = catalogueOf(JSON.parse(readFileSync(join(root, 'prisma/data/catalogue.json'), 'utf8')));
  const services = copies(given.services, factor, (service, copy) => ({
    ...service,
    code: `${service.code}-${copy}`,
    aliases: service.aliases.map((alias) => `${alias}-${copy}`),
  }));
  const startedAt = performance.now();
  const index = catalogueIndex({ ...given, services });
  const buildMs = performance.now() - startedAt;
  const words = ['villa company', 'visto turistico', 'izin tinggal', 'tax number', 'investor permit'];
  return [
    [
      'service by code',
      { buildMs, ...(await timesOf((at) => index.serviceOf(services[at % services.length].code))) },
    ],
    [
      'service search',
      {
        buildMs,
        ...(await timesOf((at) => index.search(words[at % words.length], { first: 10, language: null }))),
      },
    ],
  ];
}

async function ofArticles(factor) {
  const { readKnowledge } = await compiled('services/chat/retrieval/knowledge.js');
  const { makeMemoryIndex } = await compiled('services/chat/retrieval/memory-index.js');
  const { indexArticles } = await compiled('services/chat/retrieval/indexing.js');
  const { makeAbout } = await compiled('services/chat/retrieval/about.js');
  const { makeLogger } = await compiled('services/shared/logger.js');
  const documents = copies(await readKnowledge(), factor, ({ key, hash, passages }, copy) => ({
    key: `copy-${copy}.${key}`,
    hash,
    passages: passages.map((passage) => ({
      ...passage,
      id: `copy-${copy}.${passage.id}`,
      documentId: `copy-${copy}.${passage.documentId}`,
    })),
  }));
  const startedAt = performance.now();
  const index = makeMemoryIndex(null);
  const logger = makeLogger('bench', 'silent');
  await indexArticles(documents, { index, embed: null, logger, signal: AbortSignal.timeout(600_000) });
  const codes = [
    ...new Set(documents.flatMap(({ passages }) => passages.flatMap(({ services }) => services))),
  ];
  const { about: lookUp } = makeAbout(index);
  await lookUp([{ entity: { service: codes[0] }, language: null, topK: 1 }]);
  const buildMs = performance.now() - startedAt;
  const about = (at) => lookUp([{ entity: { service: codes[at % codes.length] }, language: 'EN', topK: 1 }]);
  return [['articles of a service', { buildMs, ...(await timesOf(about)) }]];
}

export async function measureCorpus(world) {
  const rows = [];
  for (const factor of factors) {
    world.tell(`corpus, ${factor} times the data`);
    for (const [call, measured] of [...(await ofCatalogue(factor)), ...(await ofArticles(factor))]) {
      const spreads = Object.entries(measured).map(([name, value]) => [name, spreadOf([value])]);
      rows.push({ name: call, at: factor, title: `${call}, × ${factor}`, ...Object.fromEntries(spreads) });
    }
  }
  const columns = [
    ['median, µs', 'medianUs'],
    ['p99, µs', 'p99Us'],
    ['index built in, ms', 'buildMs'],
  ];
  rows.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.at - other.at));
  return {
    name: 'corpus',
    tables: [{ work: 'corpus', title: 'Ten times the data, domain calls in memory', columns, rows }],
  };
}
