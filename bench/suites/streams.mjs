// Token streams: what one event costs on its way to a reader, beside graphql-yoga that plays the same events without a
// gateway. Making the answer (the model's client, the checks, the log) is work that the peer does not have; it is measured
// with the same answers and no reader, and taken off.

import { documentNamed } from '../../scripts/bench/documents.mjs';
import { cores } from '../measure/cores.mjs';
import { pairedRatio, summary } from '../measure/measured.mjs';
import { freePort } from '../measure/process.mjs';
import { cases, measureReaders, openModel, played } from '../measure/readers.mjs';
import { startPeer } from '../peers.mjs';
import { bar } from '../report/bars.mjs';

const counts = Object.keys(cases).map(Number);
const titles = {
  one: '**this gateway, one process**',
  three: '**this gateway, chat and pricing elsewhere**: the gateway process',
  yoga: 'graphql-yoga without a gateway, same events',
};

async function ofOurs(world, model) {
  const { documentId } = documentNamed('AnswerEvents');
  const program = await world.ours.start('gateway', { settings: model.settings });
  const stream = { program, answering: model, document: { documentId }, words: world.words };
  return measureReaders(stream, counts).finally(program.stop);
}

/** The readers come to the gateway; the chat that makes the answers is another process on another core. */
async function ofThree(world, model) {
  const { documentId } = documentNamed('AnswerEvents');
  const { ours } = world;
  const port = String(await freePort());
  const core = cores.others;
  const pricing = await ours.start('pricing', { core });
  const chat = await ours.start('chat', {
    core,
    settings: { ...model.settings, GATEWAY_INTERNAL_URL: `http://127.0.0.1:${port}` },
  });
  const gateway = await ours.start('gateway', {
    settings: {
      PORT: port,
      ...ours.remote({ pricing: `${pricing.base}/graphql`, chat: `${chat.base}/graphql` }, pricing),
    },
  });
  const stream = { program: gateway, answering: model, document: { documentId }, words: world.words };
  try {
    return await measureReaders(stream, counts);
  } finally {
    for (const one of [gateway, chat, pricing]) await one.stop();
  }
}

async function ofYoga(world) {
  const { query } = documentNamed('AnswerEvents');
  const program = await startPeer('yoga', world, played.settings);
  const stream = { program, answering: played, document: { query }, words: world.words };
  return measureReaders(stream, counts).finally(program.stop);
}

export async function measureStreams(world, options) {
  const samples = { one: [], three: [], yoga: [] };
  const model = await openModel(world.words);
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      world.tell(`streams, round ${round} of ${options.rounds}`);
      samples.one.push(await ofOurs(world, model));
      samples.yoga.push(await ofYoga(world));
      samples.three.push(await ofThree(world, model));
    }
  } finally {
    await model.close();
  }
  return reported(samples);
}

const gain = ({ deliveryUs }) => 1 / deliveryUs;
const columns = [
  ['CPU, µs a delivered event', 'deliveryUs'],
  ['with the making of the answer, µs', 'wholeUs'],
  ['events', 'events'],
  ['faults', 'faults'],
  ['memory, MB', 'memoryMb'],
];

function reported(samples) {
  const of = (name, count) => samples[name].map((round) => round[count]);
  const tables = counts.map((count) => ({
    work: `streams-${count}`,
    title: `${count} ${count > 1 ? 'readers' : 'reader'} an answer, ${cases[count]} at once`,
    columns,
    ratioTitle: 'yoga / this',
    rows: Object.entries(titles).map(([name, title]) => ({
      name,
      title,
      ...summary(of(name, count)),
      ...(name !== 'yoga' && { ratio: pairedRatio(of(name, count), of('yoga', count), gain) }),
    })),
  }));
  const line = (row, where, atLeast) =>
    tables.map(({ rows }, index) =>
      bar(
        `Token streams, ${counts[index]} readers, ${where}, against graphql-yoga without a gateway`,
        rows[row].ratio.median,
        { atLeast },
      ),
    );
  const all = Object.values(samples).flatMap((rounds) => rounds.flatMap(Object.values));
  const lost = all.reduce((sum, { faults }) => sum + faults, 0);
  return {
    name: 'streams',
    tables,
    notes: [...new Set(all.flatMap(({ faultTexts }) => faultTexts))].map((text) => `- Fault: ${text}`),
    bars: [
      bar('Token streams: events lost, doubled or out of order, streams broken off', lost, {
        atMost: 0,
        unit: 'faults',
        digits: 0,
      }),
      ...line(0, 'one process', 1),
      ...line(1, 'three processes', 0.6),
    ],
  };
}
