// What the very first request of a kind takes against the steady median of that kind, each in a process of its own.
import { answerOf, post, searching } from './mixed-load.mjs';
import { spread } from './reader.mjs';

const codes = ['C1', 'E33G', 'D2', 'E28A', 'NPWP'];
const words = ['restaurant', 'villa', 'coffee', 'laundry', 'bakery', 'diving', 'yoga', 'software'];
const service =
  'query Service($code: ID!) { service(code: $code) { name options { key price { formatted } } } }';

/** Each with other variables every time. */
const kinds = {
  'GraphQL, service by code': (base, at) =>
    post(base, '/graphql', { query: service, variables: { code: codes[at % codes.length], at } }),
  'GraphQL, search and services': (base, at) =>
    post(base, '/graphql', { query: searching, variables: { words: `${words[at % words.length]} ${at}` } }),
  'REST, pricing': (base, at) => post(base, '/api/v2/bali-zero/pricing', { service_type: 'visa', at }),
  'chat, a whole answer': (base) => answerOf(base, 'How much is the E33G permit?'),
};

const before = 20;
const steadyRequests = 200;

/** @param start a fresh deployment @returns milliseconds by kind */
export async function firstRequests(start, faults) {
  const rows = [];
  for (const [title, ask] of Object.entries(kinds)) {
    const { base, stop } = await start();
    const timed = async (at) => {
      const startedAt = performance.now();
      await ask(base, at).catch((error) => faults.push(`${title}: ${error.message}`));
      return performance.now() - startedAt;
    };
    // The client's own first requests are slow too, and a platform has asked this before it sends anybody.
    for (let asked = 0; asked < before; asked += 1)
      await fetch(`${base}/ready`).then((answer) => answer.text());
    const first = await timed(0);
    const times = [];
    for (let at = 1; at <= steadyRequests; at += 1) times.push(await timed(at));
    rows.push({ title, first, steady: spread(times.slice(steadyRequests / 2)).median });
    await stop();
  }
  return rows;
}
