// What clients of all kinds ask at the same time: GraphQL, the REST routes, chat answers over SSE.
import { ask, followAnswer, graphql, readStream } from './reader.mjs';

const bodies = {
  '/api/v2/bali-zero/pricing': ['all', 'visa', 'kitas', 'kitap', 'business', 'tax'].map((type) => ({
    service_type: type,
  })),
  '/api/v2/bali-zero/price': ['C1', 'KITAS', 'E33G', 'NPWP', 'PT PMA Setup'].map((service) => ({ service })),
  '/api/v2/bali-zero/kbli': ['restoran', 'villa', 'coffee shop', 'noleggio', 'laundry'].map((query) => ({
    query,
    limit: 100,
  })),
  '/api/v2/bali-zero/kbli/requirements': ['restaurant', 'laundry'].map((businessType) => ({
    params: { businessType },
  })),
};

const searching = `query Ask($words: String!) {
  searchKbli(query: $words, first: 20) { kbli { code title(lang: EN) risks { levels licences } foreignOwnership { status rules { kind source } } } }
  services(first: 50) { nodes { code name options { key price { formatted } } } }
}`;

const questions = [
  'How much is the E33G permit?',
  'How long may I stay on a visa on arrival?',
  'Which KBLI code is for a coffee shop?',
  'Berapa harga NPWP?',
  'Come apro un ristorante a Bali?',
];

/** Posts a JSON body. @throws Error with the answer when it is no success */
export async function post(base, path, body) {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 200)}`);
  return text;
}

/** Asks a question and reads its answer to the end, over GraphQL and over the old route. */
export async function answerOf(base, question) {
  const { data, session } = await graphql(base, ask, { input: { question } });
  const { done, seen } = followAnswer(base, {
    variables: { id: data.ask.answer.id },
    headers: { 'x-session': session },
  });
  await done;
  if (seen.faults.length > 0 || seen.end === null)
    throw new Error(`answer: ${seen.faults.join(', ') || 'no end'}`);
  const streamed = readStream(base, '/bali-zero/chat-stream', { query: question });
  await streamed.done;
  if (streamed.status !== 200) throw new Error(`chat-stream answered ${streamed.status}`);
}

/** Every request of a round once. @param round in each body, so that the response cache does not answer */
async function askAll(base, round) {
  for (const [path, all] of Object.entries(bodies)) {
    for (const body of all) await post(base, path, { ...body, round });
  }
  await graphql(base, searching, { words: `restaurant ${round}` });
  await answerOf(base, questions[round % questions.length]);
}

export const requestsOfRound = Object.values(bodies).flat().length + 4;

/**
 * Keeps asking until told to stop, with some rounds at the same time.
 * @param goesOn told how many rounds have begun; false ends it
 * @returns how many rounds were asked; faults go to `faults`
 */
export async function mixedLoad(base, { goesOn, clients = 2, faults }) {
  let rounds = 0;
  async function client() {
    while (goesOn(rounds)) {
      rounds += 1;
      await askAll(base, rounds).catch((error) => faults.push(error.message));
    }
  }
  await Promise.all(Array.from({ length: clients }, client));
  return rounds;
}
