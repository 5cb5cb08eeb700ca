import { type DocumentNode, type ExecutionResult, print } from 'graphql';
import { type Caller, gatewayCaller } from '../services/shared/caller.ts';
import type { SignedCalls } from '../services/shared/signed-call.ts';
import { subgraphResult } from './subgraph.answer.ts';
import { beforeAbort } from './subgraph.failure.ts';
import { subgraphStream } from './subgraph.stream.ts';
import type { Subgraph, SubgraphRequest } from './subgraph.ts';

/** The header by which a service tells the version of the data behind its answer. */
const dataVersionHeader = 'x-data-version';
const versionMaxAgeMs = 5_000;
const checkTimeoutMs = 2_000;

const anyResult = 'application/graphql-response+json, application/json';

type HttpSubgraphOptions = {
  /** `fetch`, or a stand-in for tests. */
  fetchAnswer?: typeof fetch;
  /** Tells the service who asks; absent for one whose answers are the same for everybody. */
  signedCalls?: SignedCalls;
};

type Call = { signal: AbortSignal; caller?: Caller; requestId?: string; accept?: string };

/** A service at an address of its own. Connections are kept alive by Node's own `fetch`. */
export function makeHttpSubgraph(
  name: string,
  url: string,
  { fetchAnswer = fetch, signedCalls }: HttpSubgraphOptions = {},
): Subgraph {
  const texts = new WeakMap<DocumentNode, string>();
  let version = 'unknown';
  let versionSeenAt = Number.NEGATIVE_INFINITY;

  function textOf(document: DocumentNode): string {
    const text = texts.get(document) ?? print(document);
    texts.set(document, text);
    return text;
  }

  async function post(
    body: string,
    { signal, caller = gatewayCaller, requestId, accept = anyResult }: Call,
  ): Promise<Response> {
    const response = await fetchAnswer(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept,
        ...(requestId && { 'x-request-id': requestId }),
        ...signedCalls?.sign(caller, body),
      },
      body,
      signal,
      redirect: 'error',
    });
    version = response.headers.get(dataVersionHeader) ?? version;
    versionSeenAt = performance.now();
    return response;
  }

  async function ask(body: string, call: Call): Promise<ExecutionResult> {
    const response = await post(body, call);
    if (!response.headers.get('content-type')?.includes('json')) {
      await response.body?.cancel();
      throw new Error(`answered with status ${response.status} and no JSON`);
    }
    return subgraphResult(name, await response.json());
  }

  async function check(signal: AbortSignal): Promise<void> {
    const { data } = await ask('{"query":"{__typename}"}', { signal });
    if (!data) throw new Error('answered without data');
  }

  return {
    name,
    embedded: false,
    async execute({ document, variables, kind, context }: SubgraphRequest) {
      const { signal, requestId, caller } = context;
      const body = JSON.stringify({ query: textOf(document), variables });
      const call = { signal, requestId, caller };
      if (kind !== 'subscription') return beforeAbort(name, signal, () => ask(body, call));
      const open = (streamSignal: AbortSignal) =>
        post(body, { ...call, signal: streamSignal, accept: 'text/event-stream' });
      return beforeAbort(name, signal, () => subgraphStream(name, signal, open));
    },
    check,
    // Other answers bring the version along; a gateway that answers from its cache alone has to ask now and then.
    dataVersion() {
      if (performance.now() - versionSeenAt > versionMaxAgeMs) {
        versionSeenAt = performance.now();
        check(AbortSignal.timeout(checkTimeoutMs)).catch(() => {});
      }
      return version;
    },
    close: async () => {},
  };
}
