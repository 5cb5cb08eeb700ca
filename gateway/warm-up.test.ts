import { describe, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { makeDocuments } from './stages/document.ts';
import { makeSubgraphs } from './subgraphs.ts';
import { loadSupergraph, loadTrustedDocuments } from './supergraph.ts';
import { isWarmUp } from './warm-up.connection.ts';
import { warmServer } from './warm-up.ts';

type Body = { documentId?: string; variables?: object };

const { publicSchema: schema, hints, sdl } = await loadSupergraph();
const trusted = await loadTrustedDocuments();
const ids = Object.keys(trusted);
const documents = makeDocuments({ schema, hints, trusted });

/** Needs what only a caller has: an answer's id, a quote's input. */
const unaskable = ['Answer', 'AnswerState', 'ChatQuote', 'QuoteTogether', 'SavedQuote'];

async function requestsOfWarmUp(embedded: boolean) {
  const app = Fastify();
  const requests: { body: Body; session: unknown; isOurs: boolean }[] = [];
  app.post('*', async (request, reply) => {
    const session = request.headers['x-session'];
    requests.push({ body: request.body as Body, session, isOurs: isWarmUp(request.raw) });
    return reply.header('x-session', `session-${requests.length}`).send({});
  });
  const subgraph = { name: 'pricing', embedded } as Parameters<typeof makeSubgraphs>[0][number];
  const graph = { schema, version: sdl, documents, executor: () => ({}) };
  await warmServer(app, graph, ids, makeSubgraphs([subgraph]));
  await app.close();
  return requests;
}

describe('the warm-up of the server', () => {
  test('asks every trusted query that stands on its own, each time for something else', async () => {
    const requests = await requestsOfWarmUp(true);
    const asked = new Map<string, Set<string>>();
    for (const { body } of requests) {
      if (!body.documentId) continue;
      const { name } = documents.find({ id: body.documentId });
      const variables = asked.get(name ?? '') ?? new Set();
      asked.set(name ?? '', variables.add(JSON.stringify(body.variables)));
    }
    const queries = ids
      .map((id) => documents.find({ id }))
      .flatMap(({ kind, name }) => (kind === 'query' && name ? [name] : []));

    expect([...asked.keys()].sort()).toEqual(queries.filter((name) => !unaskable.includes(name)).sort());
    expect(asked.get('ServicesWithArticles')?.size).toBe(2);
    expect(asked.get('FindKbli')?.size).toBe(2);
  });

  test('comes over connections that are known for its own, with the session that it was given', async () => {
    const [first, second, ...rest] = await requestsOfWarmUp(true);

    expect([first, second, ...rest].every((request) => request?.isOurs)).toBe(true);
    expect(first?.session).toBeUndefined();
    expect(second?.session).toBe('session-1');
  });

  test('asks nothing of services that run elsewhere', async () => {
    const requests = await requestsOfWarmUp(false);

    expect(requests.map(({ body }) => body)).toEqual([{ query: '{ __typename }' }]);
  });
});
