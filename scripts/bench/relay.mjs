// What the gateway costs each event on its way from a chat process to a reader.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../set-up.mjs';
import { until } from './program.mjs';
import { follow, graphql, readStream, row } from './reader.mjs';
import { begin, readersOf } from './readers.mjs';

/** Reads the chat's own stream, past the gateway, as the gateway would. */
async function readDirectly(chat, secret, { id, headers }, arrivals) {
  const { makeSignedCalls } = await import(
    pathToFileURL(join(root, 'dist/services/shared/signed-call.js')).href
  );
  const [sessionId] = headers['x-session'].split('.');
  const caller = { kind: 'SESSION', id: `session:${sessionId}`, scopes: [] };
  const body = JSON.stringify({ query: follow, variables: { id } });
  const onFrame = ({ data }, at) => void arrivals.set(data.answerEvents.sequence, at);
  return readStream(chat.base, '/graphql', body, {
    headers: makeSignedCalls({ secret }).sign(caller, body),
    onFrame,
  });
}

/**
 * The same answer read from the chat process and through the gateway. For each text the difference of the two
 * arrivals; the gateway's reader has a stream of its own from the chat, so it is the whole way over the gateway.
 */
export async function measureRelay({ gateway, chat, secret }, model) {
  const rows = [];
  const faults = [];
  for (const count of [1, 50]) {
    model.script({ words: 200, paceMs: 40 });
    const answer = await begin(gateway.base, model);
    const direct = new Map();
    const through = [];
    const beginning = performance.now();
    const straight = await readDirectly(chat, secret, answer, direct);
    const readers = readersOf(gateway.base, answer, count, ({ __typename: type, sequence }, at) => {
      if (type === 'TextDelta') through.push({ sequence, at });
    });
    await Promise.all([straight, ...readers].map(({ done }) => done));
    faults.push(...readers.flatMap(({ seen }) => seen.faults));
    // Those that were there when both came to read are left out.
    const lags = through
      .filter(({ sequence }) => direct.get(sequence) > beginning + 500)
      .map(({ sequence, at }) => at - direct.get(sequence));
    rows.push(
      row(`${count} ${count > 1 ? 'readers' : 'reader'} through the gateway, less one at the chat`, lags, 2),
    );
  }
  return { rows, faults };
}

/**
 * Passes requests on to the chat and counts those that are open: the sockets tell nothing, since the gateway's client
 * keeps some for the next request and opens new ones in advance.
 */
export async function openCountingPass(target) {
  const counted = { open: 0 };
  const server = createServer((incoming, outgoing) => {
    counted.open += 1;
    const { url: path, method, headers } = incoming;
    const passed = request(new URL(path, target), { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers).flushHeaders();
      answer.on('error', () => outgoing.destroy()).pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    outgoing.on('close', () => {
      counted.open -= 1;
      passed.destroy();
    });
    incoming.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    counted,
    url: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const garbage = '{ services(first: 100) { nodes { code name options { label price { formatted } } } } }';

/** Readers of a quiet answer leave: how soon the gateway has left the chat. */
export async function measureUpstream({ gateway, pass }, model) {
  model.script({ words: 10, paceMs: 5, quiet: true });
  const answer = await begin(gateway.base, model);
  await until(() => pass.counted.open === 0);
  const times = [];
  const faults = [];
  for (let round = 0; round < 10; round += 1) {
    const readers = readersOf(gateway.base, answer, 20);
    await until(() => readers.every(({ seen }) => seen.events > 2));
    if (pass.counted.open !== 20) faults.push(`20 readers have ${pass.counted.open} streams`);
    // Garbage, so that the gateway collects: what is held weakly alone is gone then, and with it the way to leave.
    for (let asked = 0; asked < 60; asked += 1) await graphql(gateway.base, garbage, {});
    const leftAt = performance.now();
    for (const { leave } of readers) leave();
    if ((await until(() => pass.counted.open === 0)) === null)
      faults.push(`${pass.counted.open} streams stay`);
    times.push(performance.now() - leftAt);
  }
  return {
    rows: [row("20 readers leave a quiet answer: the gateway's streams from the chat are closed", times)],
    faults,
  };
}
