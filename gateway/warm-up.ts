import type { FastifyInstance } from 'fastify';
import { Kind } from 'graphql';
import type { RequestContext } from '../services/shared/caller.ts';
import type { ServedGraph } from './pipeline.ts';
import { Refusal } from './refusal.ts';
import type { Documents } from './stages/document.ts';
import type { Operation } from './stages/operation.ts';
import type { Subgraphs } from './subgraphs.ts';
import { openWarmUp, type WarmUpRequest } from './warm-up.connection.ts';

type Samples = Readonly<Record<string, unknown>>;

const everyRound = { edition: 'KBLI_2025', otherEdition: 'KBLI_2020' };

/**
 * What trusted queries can be asked with, by the names of their variables: in each round something else, else the cache
 * would answer. What more rounds would save the first client, they take from the start.
 */
const rounds: readonly Samples[] = [
  { ...everyRound, code: 'E33G', first: 12, lang: 'EN', query: 'restaurant', term: 'E33G' },
  { ...everyRound, code: 'C1', first: 11, lang: 'ID', query: 'villa', term: 'NPWP' },
];

const query =
  'query WarmUp($code: ID!) { service(code: $code) { name options { key price { formatted } } } }';

/**
 * Asks a graph the trusted queries before a client does: until then nothing is planned or compiled, which takes a
 * hundred times as long as an answer. Services in other processes are not called; what is asked of them is planned.
 * @param trusted ids of trusted documents
 */
export async function warmGraph(
  { documents, executor }: ServedGraph,
  trusted: readonly string[],
  subgraphs: Subgraphs,
): Promise<void> {
  const context: RequestContext = {
    caller: { kind: 'ANONYMOUS', id: 'warm-up', scopes: [] },
    requestId: 'warm-up',
    signal: isWhole(subgraphs) ? new AbortController().signal : AbortSignal.abort(),
  };
  for (const samples of rounds) {
    const queries = trusted.flatMap((id) => sampled(documents, id, samples));
    for (const { document, variables } of queries) await executor(document, variables, context);
  }
}

/**
 * Asks the server what clients ask, over connections as theirs: by trusted id, in words of their own, and the REST routes.
 * @param trusted ids of trusted documents
 */
export async function warmServer(
  app: FastifyInstance,
  { documents }: ServedGraph,
  trusted: readonly string[],
  subgraphs: Subgraphs,
): Promise<void> {
  await app.ready();
  for (const [round, samples] of rounds.entries()) {
    const { send, close } = await openWarmUp(app, { address: round + 1, takesCompressed: round === 0 });
    try {
      await send({ method: 'POST', path: '/graphql', body: { query: '{ __typename }' } });
      // The others need pricing.
      if (!isWhole(subgraphs)) return;
      const asked = trusted.flatMap((id) =>
        sampled(documents, id, samples).map(({ variables }) => ({ documentId: id, variables })),
      );
      for (const request of requestsOf(asked, samples)) await send(request);
    } finally {
      await close();
    }
  }
}

function requestsOf(
  asked: readonly { documentId: string; variables: object }[],
  samples: Samples,
): WarmUpRequest[] {
  const post = (path: string, body: object): WarmUpRequest => ({ method: 'POST', path, body });
  const [first] = asked;
  const variables = JSON.stringify(first?.variables);
  const inAddress = new URLSearchParams({ documentId: first?.documentId ?? '', variables });
  return [
    ...asked.map((operation) => post('/graphql', operation)),
    { method: 'GET', path: `/graphql?${inAddress}` },
    post('/graphql', { query, variables: { code: samples.code } }),
    post('/api/v2/bali-zero/price', { service: samples.code }),
    post('/api/v2/bali-zero/pricing', { service_type: 'visa' }),
  ];
}

const isWhole = ({ all }: Subgraphs): boolean => all.every(({ embedded }) => embedded);

/** A trusted query with its variables; none for one that needs others than the samples, or that the graph refuses. */
function sampled(documents: Documents, id: string, samples: Samples) {
  const operation = found(documents, id);
  if (operation?.kind !== 'query') return [];
  const { document, definition } = operation;
  const asked = definition.variableDefinitions ?? [];
  const names = asked.map(({ variable }) => variable.name.value).filter((name) => name in samples);
  const isAnswerable = asked.every(
    ({ type, variable, defaultValue }) =>
      type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined || names.includes(variable.name.value),
  );
  if (!isAnswerable) return [];
  return [{ document, variables: Object.fromEntries(names.map((name) => [name, samples[name]])) }];
}

/** Another team's document may be of an older graph; its own clients are told. */
function found(documents: Documents, id: string): Operation | null {
  try {
    return documents.find({ id });
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
