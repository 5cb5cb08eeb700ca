// What the very first request of a kind takes against the usual one of that kind, each in a process of its own.
import { documentNamed } from './documents.mjs';
import { answerOf, post } from './mixed-load.mjs';
import { firstAndUsual } from './paced.mjs';

const languages = ['EN', 'ID', 'IT'];
const words = ['restaurant', 'villa', 'coffee', 'laundry', 'bakery', 'diving', 'yoga', 'software'];
const trusted = (name) => {
  const { documentId } = documentNamed(name);
  return (base, variables) => post(base, '/graphql', { documentId, variables });
};
const [services, findKbli] = [trusted('ServicesWithArticles'), trusted('FindKbli')];

/** None is answered from the cache; one is a text that was never seen before. */
const kinds = {
  'GraphQL, trusted: services with articles': (base, at) =>
    services(base, { first: 5 + (at % 30), lang: languages[at % 3], articlesLang: languages[(at >> 1) % 3] }),
  'GraphQL, trusted: KBLI search': (base, at) =>
    findKbli(base, { query: `${words[at % words.length]} ${at}`, first: 5 }),
  'GraphQL, in new words: service by code': (base, at) =>
    post(base, '/graphql', {
      query: `query Service${at}($code: ID!) { service(code: $code) { name options { key price { formatted } } } }`,
      variables: { code: 'E33G' },
    }),
  'REST, KBLI search': (base, at) =>
    post(base, '/api/v2/bali-zero/kbli', { query: `${words[at % words.length]} ${at}`, limit: 5 }),
  'chat, a whole answer': (base) => answerOf(base, 'How much is the E33G permit?'),
};

const clientRequests = 40;

/** @param start a fresh deployment @returns milliseconds by kind, as `firstAndUsual` has them */
export async function firstRequests(start, faults) {
  const asker =
    ([title, ask], base) =>
    (at) =>
      ask(base, at).catch((error) => faults.push(`${title}: ${error.message}`));
  // The client's own first requests are slow too: it learns on a program that is not measured.
  const { base, stop } = await start();
  for (let at = 0; at < clientRequests; at += 1)
    for (const kind of Object.entries(kinds)) await asker(kind, base)(at);
  await stop();

  const rows = [];
  for (const kind of Object.entries(kinds)) {
    const measured = await start();
    // A platform asks this before it sends anybody.
    await fetch(`${measured.base}/ready`).then((answer) => answer.text());
    rows.push({ title: kind[0], ...(await firstAndUsual(asker(kind, measured.base))) });
    await measured.stop();
  }
  return rows;
}
