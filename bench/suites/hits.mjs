// Cache hits against node:http with fixed bytes of the same size and headers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerTo } from '../measure/answers.mjs';
import { cheapness, measure, pairedRatio, summary } from '../measure/measured.mjs';
import { startPeer } from '../peers.mjs';
import { bar } from '../report/bars.mjs';
import { byGet } from '../work/requests.mjs';

/** Set by Node itself in every answer. */
const ownOfNode = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

function cases(world) {
  const operation = world.operations.service;
  const [variables] = operation.variables;
  const pricing = '/api/v2/bali-zero/pricing';
  const json = { 'content-type': 'application/json' };
  return {
    'hit-post': { title: 'trusted document, POST', request: world.form(operation, variables) },
    'hit-get': { title: 'trusted document, GET', request: byGet(operation, variables) },
    'pricing-get': {
      title: 'pricing route, GET',
      request: { method: 'GET', path: `${pricing}?service_type=kitas`, headers: {} },
    },
    'pricing-post': {
      title: 'pricing route, POST',
      request: { method: 'POST', path: pricing, headers: json, body: '{"service_type":"kitas"}' },
    },
  };
}

/** A file with what our program answers, uncompressed, as it answers from the second time on; null when it refuses. */
async function fixedAnswer(program, request, path) {
  const plain = { ...request, headers: { ...request.headers, 'accept-encoding': 'identity' } };
  await answerTo(program.base, plain);
  const { status, headers, text } = await answerTo(program.base, plain);
  if (status !== 200) return null;
  const kept = Object.entries(headers).filter(([name]) => !ownOfNode.has(name));
  writeFileSync(path, JSON.stringify({ headers: Object.fromEntries(kept), body: text }));
  return { bytes: Buffer.byteLength(text), cached: headers['x-cache'] ?? 'not said' };
}

export async function measureHits(world, options) {
  const all = Object.entries(cases(world));
  const samples = Object.fromEntries(all.map(([name]) => [name, { ours: [], theirs: [] }]));
  const facts = {};
  for (let round = 1; round <= options.rounds; round += 1) {
    world.tell(`hits, round ${round} of ${options.rounds}`);
    const ours = await world.ours.start();
    try {
      for (const [name, { request }] of all) {
        const path = join(world.folder, `${name}.json`);
        facts[name] = await fixedAnswer(ours, request, path);
        if (facts[name] === null) continue;
        const one = { load: world.load, requests: [request], options };
        const fixed = await startPeer('fixed', world, { FIXED: path });
        samples[name].theirs.push(await measure({ ...one, program: fixed }).finally(fixed.stop));
        samples[name].ours.push(await measure({ ...one, program: ours }));
      }
    } finally {
      await ours.stop();
    }
  }
  const tables = all.map(([name, { title }]) => ({
    work: name,
    title: facts[name]
      ? `${title}: ${facts[name].bytes} bytes, x-cache: ${facts[name].cached}`
      : `${title}: refused by the gateway, so not measured`,
    rows: [
      { name: 'ours', title: '**this gateway, one process**', ...summary(samples[name].ours) },
      {
        name: 'fixed',
        title: 'ceiling: node:http with fixed bytes',
        ...summary(samples[name].theirs),
        ratio: pairedRatio(samples[name].ours, samples[name].theirs),
        cpuRatio: pairedRatio(samples[name].ours, samples[name].theirs, cheapness),
      },
    ],
  }));
  return {
    name: 'hits',
    tables,
    bars: tables.map(({ work, rows }) =>
      bar(`Cache hit against node:http with fixed bytes: ${cases(world)[work].title}`, rows[1].ratio.median, {
        atLeast: 0.5,
      }),
    ),
  };
}
